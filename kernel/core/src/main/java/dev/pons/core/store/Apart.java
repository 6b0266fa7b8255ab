package dev.pons.core.store;

import java.io.IOException;
import java.util.Arrays;

/** Contents of an entry that stand apart from it, one behind the other. One thread. */
final class Apart {

    /** Nobody asks for them. */
    static final Apart PASSED = new Apart(new byte[0], 0);

    private final byte[] contents;
    private final long gone;
    private int at;

    private Apart(byte[] contents, long gone) {
        this.contents = contents;
        this.gone = gone;
    }

    static Apart of(byte[] contents) {
        return new Apart(contents, 0);
    }

    /** Retention deleted them. */
    static Apart gone(long when) {
        return new Apart(new byte[0], when);
    }

    boolean isGone() {
        return gone != 0;
    }

    /** The next one, of this length. */
    Content take(long length) throws IOException {
        if (gone != 0) {
            return Content.gone(length, gone);
        }
        if (length > contents.length - at) {
            throw new IOException("The contents of an entry are shorter than it says");
        }
        at += (int) length;
        return Content.of(Arrays.copyOfRange(contents, at - (int) length, at));
    }
}

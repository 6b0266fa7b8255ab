package dev.pons.core.store;

import java.io.IOException;
import java.util.LinkedHashSet;

/** So many files of the archive stay open; the one that was not used for longest is closed. */
final class OpenFiles {

    private static final int MOST = 64;

    private final LinkedHashSet<BlockFile> used = new LinkedHashSet<>();

    /** It is used now. Any thread. */
    void touch(BlockFile file) throws IOException {
        BlockFile left = null;
        synchronized (used) {
            used.remove(file);
            used.add(file);
            if (used.size() > MOST) {
                var eldest = used.iterator();
                left = eldest.next();
                eldest.remove();
            }
        }
        if (left != null) {
            left.close();
        }
    }

    /** It is gone. */
    void forget(BlockFile file) throws IOException {
        synchronized (used) {
            used.remove(file);
        }
        file.close();
    }
}

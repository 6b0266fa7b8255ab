package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.store.BrokenException;

import java.io.IOException;

/** All of a request has left, and no answer says what came of it. */
final class LostException extends IOException {

    private static final long serialVersionUID = 1L;

    private final BrokenException why;

    /** What is to be said if it turns out that nothing was done. */
    LostException(BrokenException why) {
        super(why);
        this.why = why;
    }

    BrokenException why() {
        return why;
    }
}

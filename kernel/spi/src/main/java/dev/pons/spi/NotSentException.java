package dev.pons.spi;

import java.io.IOException;

/** Surely not one byte of the message left this machine: the kernel tries again. */
public final class NotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With own words: no content, no text of the peer. */
    public NotSentException(String why, Throwable cause) {
        super(why, cause);
    }

    /** With own words, where no other exception stands behind it. */
    public NotSentException(String why) {
        super(why);
    }
}

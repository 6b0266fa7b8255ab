package dev.pons.spi.http;

import java.io.IOException;

/**
 * A request that cannot be served, and what the caller is told. Reading a body throws it: too long
 * (413), too slow (408), not what its header says (400), a signature that is wrong (401).
 */
public final class StatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * With own words, which are sent to the caller: no content.
     *
     * @param status 400 to 599 (RFC 9110, section 15)
     */
    public StatusException(int status, String words) {
        super(words);
        this.status = status;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }
}

package dev.pons.core.web;

import java.io.IOException;

/** A route that cannot be served. The words are for operators: who is in the way, what to do. */
public final class NotServedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With own words. */
    public NotServedException(String words) {
        super(words);
    }
}

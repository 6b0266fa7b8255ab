package dev.pons.core.web;

import java.io.IOException;

/** A route or port that another owner has. The words are for operators: who has it, what to do. */
public final class RouteTakenException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With own words. */
    public RouteTakenException(String words) {
        super(words);
    }
}

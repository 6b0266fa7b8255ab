package dev.pons.plugin.xml;

import dev.pons.spi.Problem;

/** What is wrong at a character of a text; its words are free of content. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String words;
    private final int at;
    private final boolean ended;

    Malformed(String code, String words, int at, boolean ended) {
        super(words, null, false, false);
        this.code = code;
        this.words = words;
        this.at = at;
        this.ended = ended;
    }

    /** Character, counted from 0. */
    int at() {
        return at;
    }

    /** Nothing is wrong but that the text is not complete. */
    boolean ended() {
        return ended;
    }

    /** Without a place. */
    Problem problem() {
        return Problem.of(code, words);
    }
}

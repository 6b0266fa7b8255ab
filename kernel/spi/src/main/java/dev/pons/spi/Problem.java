package dev.pons.spi;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is wrong with a message: enough for an HL7 ERR segment, an X12 999, a FHIR OperationOutcome
 * or an HTTP problem. Words are the plugin's own and may be logged and sent to the peer; they never
 * quote content.
 */
public final class Problem {

    private final String code;
    private final String words;
    private final String path;
    private final long offset;

    private Problem(String code, String words, String path, long offset) {
        this.code = code;
        this.words = words;
        this.path = path;
        this.offset = offset;
    }

    /**
     * A problem of the whole message. Neutral codes, which each format translates to its
     * standard's: {@code malformed}, {@code missing}, {@code value}, {@code unknown-code}, {@code
     * too-long}, {@code unsupported}, {@code not-allowed}, {@code internal}. Others pass as they
     * are.
     */
    public static Problem of(String code, String words) {
        return new Problem(code, words, "", -1);
    }

    /** The same, at a path in the format's own path language. */
    public Problem at(String where) {
        return new Problem(code, words, where, offset);
    }

    /** The same, at a byte of the body, counted from 0. */
    public Problem at(long bytes) {
        return new Problem(code, words, path, bytes);
    }

    /** Neutral code. */
    public String code() {
        return code;
    }

    /** Own words. */
    public String words() {
        return words;
    }

    /** Path, if known. */
    public Optional<String> path() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** Byte, if known. */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Code, place and words; free of content, so it may be logged. */
    @Override
    public String toString() {
        return code
                + (path.isEmpty() ? "" : " at " + path)
                + (offset < 0 ? "" : " (byte " + offset + ")")
                + ": "
                + words;
    }
}

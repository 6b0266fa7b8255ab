package dev.pons.admin.json;

/** A text that is not the JSON that it should be; says what and where, and quotes no value. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With words for the one who wrote it. */
    public JsonException(String words) {
        super(words);
    }
}

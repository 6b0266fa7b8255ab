package dev.pons.core.engine.alert;

/** A target did not take notices; the message says why in our words, without its own. */
public final class NotToldException extends Exception {

    private static final long serialVersionUID = 1L;

    NotToldException(String words) {
        super(words);
    }

    NotToldException(String words, Throwable cause) {
        super(words, cause);
    }
}

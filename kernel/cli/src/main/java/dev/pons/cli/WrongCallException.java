package dev.pons.cli;

/** The verb was called in a wrong way; the message says how it is right. */
final class WrongCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongCallException(String message) {
        super(message);
    }
}

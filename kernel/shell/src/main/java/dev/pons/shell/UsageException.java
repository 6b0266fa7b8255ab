package dev.pons.shell;

/** The command was typed wrong; the message says what to type instead. Exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String words) {
        super(words);
    }

    UsageException(String words, Throwable cause) {
        super(words, cause);
    }
}

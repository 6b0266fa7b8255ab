package dev.pons.core.control;

/**
 * An order that cannot be carried out; the message is for the operator: what is wrong and what to
 * do.
 */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Words without content. */
    public ControlException(String words) {
        super(words);
    }

    /** Words without content, and what stands behind them. */
    public ControlException(String words, Throwable cause) {
        super(words, cause);
    }
}

package dev.pons.core.control;

/**
 * An order that cannot be carried out; the message is for the operator: what is wrong and what to
 * do.
 */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    /** Words without content. */
    public ControlException(String words) {
        super(words);
        this.unknown = false;
    }

    /** Words without content, and what stands behind them. */
    public ControlException(String words, Throwable cause) {
        super(words, cause);
        this.unknown = false;
    }

    private ControlException(String words, boolean unknown) {
        super(words);
        this.unknown = unknown;
    }

    /** What the order names is not there. */
    public static ControlException unknown(String words) {
        return new ControlException(words, true);
    }

    /** What the order names is not there; else it is, and the order cannot be carried out. */
    public boolean isUnknown() {
        return unknown;
    }
}

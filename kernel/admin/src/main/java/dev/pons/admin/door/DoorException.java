package dev.pons.admin.door;

/** What cannot be done with users or tokens, and what to do, in words for operators. */
public final class DoorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    /** It is not possible. */
    DoorException(String words) {
        this(words, false);
    }

    private DoorException(String words, boolean unknown) {
        super(words);
        this.unknown = unknown;
    }

    /** Whom or what it names is not there. */
    static DoorException unknown(String words) {
        return new DoorException(words, true);
    }

    /** Whom or what it names is not there. */
    public boolean isUnknown() {
        return unknown;
    }
}

package dev.pons.plugin.file.store;

/** The store cannot be reached, or not any more; what was asked last surely changed nothing. */
public final class BrokenException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** With words for operators. */
    public BrokenException(String words) {
        super(words);
    }
}

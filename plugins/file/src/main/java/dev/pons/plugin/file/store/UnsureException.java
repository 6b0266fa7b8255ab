package dev.pons.plugin.file.store;

/** What is in the store now is not known: what was asked last may have been done, or in part. */
public final class UnsureException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** With words for operators. */
    public UnsureException(String words) {
        super(words);
    }
}

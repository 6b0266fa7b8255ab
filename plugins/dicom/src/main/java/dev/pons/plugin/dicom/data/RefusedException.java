package dev.pons.plugin.dicom.data;

/** What is read or written is none of the standard. Words are our own and free of content. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The bytes are none of the standard, or end too early. */
        MALFORMED,
        /** More than the limits allow. */
        LIMIT,
        /** A value that its representation or character set does not have. */
        VALUE,
        /** A value that is too long for its representation. */
        TOO_LONG
    }

    private final Reason reason;
    private final String words;
    private final int tag;
    private final long position;

    /**
     * At a byte and an element.
     *
     * @param position byte of the content, from 0; -1: not of a byte
     */
    public RefusedException(Reason reason, String words, int tag, long position) {
        super(words + ", " + Tag.text(tag) + (position < 0 ? "" : ", byte " + position));
        this.reason = reason;
        this.words = words;
        this.tag = tag;
        this.position = position;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong. */
    public String words() {
        return words;
    }

    /** The element; of the file as a whole (0000,0000). */
    public int tag() {
        return tag;
    }

    /** Byte, from 0; in a deflated file of the inflated data set; -1: not of a byte. */
    public long position() {
        return position;
    }
}

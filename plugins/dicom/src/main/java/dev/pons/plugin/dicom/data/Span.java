package dev.pons.plugin.dicom.data;

/**
 * Where something stood in the content that it was read from.
 *
 * @param at first byte of its tag
 * @param value first byte behind its head
 * @param length as it was written, in bytes; {@link #UNDEFINED}
 * @param end behind its last byte, with the delimiter if it had one
 */
public record Span(long at, long value, long length, long end) {

    /** The length 0xFFFFFFFF. */
    public static final long UNDEFINED = -1;

    /** Whether a delimiter ends it. */
    public boolean isUndefined() {
        return length == UNDEFINED;
    }

    Span until(long last) {
        return new Span(at, value, length, last);
    }
}

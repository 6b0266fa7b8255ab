package dev.pons.plugin.dicom.data;

/** A tag is an int: the group in the upper half, the element in the lower (PS3.5 section 7.1). */
public final class Tag {

    public static final int META_LENGTH = 0x00020000;
    public static final int TRANSFER_SYNTAX_UID = 0x00020010;
    public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int PIXEL_DATA = 0x7FE00010;
    public static final int ITEM = 0xFFFEE000;
    public static final int ITEM_END = 0xFFFEE00D;
    public static final int SEQUENCE_END = 0xFFFEE0DD;

    private static final int HALF = 0xFFFF;
    private static final int FIRST_BLOCK = 0x10;
    private static final int LAST_BLOCK = 0xFF;

    private Tag() {}

    /** From its two halves. */
    public static int of(int group, int element) {
        return group << 16 | element & HALF;
    }

    /** The group. */
    public static int group(int tag) {
        return tag >>> 16;
    }

    /** The element. */
    public static int element(int tag) {
        return tag & HALF;
    }

    /** Of a private group (PS3.5 section 7.8.1). */
    public static boolean isPrivate(int tag) {
        return (group(tag) & 1) == 1;
    }

    /** Reserves a block of a private group: (gggg,0010) to (gggg,00FF). */
    public static boolean isCreator(int tag) {
        return isPrivate(tag) && element(tag) >= FIRST_BLOCK && element(tag) <= LAST_BLOCK;
    }

    /** Says how long its group is: (gggg,0000). */
    public static boolean isGroupLength(int tag) {
        return element(tag) == 0;
    }

    /** As the standard writes it: {@code (0010,0020)}. */
    public static String text(int tag) {
        return String.format("(%04X,%04X)", group(tag), element(tag));
    }
}

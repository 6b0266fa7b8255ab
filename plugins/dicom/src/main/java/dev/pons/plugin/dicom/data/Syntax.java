package dev.pons.plugin.dicom.data;

/**
 * How a data set is written (PS3.5 annex A).
 *
 * @param uid of the transfer syntax; empty: none was said
 * @param explicit whether value representations are written
 * @param bigEndian the order of bytes in numbers
 * @param deflated whether the data set of a file is compressed as a whole
 */
public record Syntax(String uid, boolean explicit, boolean bigEndian, boolean deflated) {

    public static final Syntax IMPLICIT = new Syntax("1.2.840.10008.1.2", false, false, false);
    public static final Syntax EXPLICIT = new Syntax("1.2.840.10008.1.2.1", true, false, false);
    public static final Syntax BIG_ENDIAN = new Syntax("1.2.840.10008.1.2.2", true, true, false);

    private static final String PRIVATE_IMPLICIT = "1.2.840.113619.5.2";

    /**
     * By its UID. All that are not named here are explicit, little endian (PS3.5 section A.4);
     * deflated are those of section A.5 and the one for JPIP.
     */
    public static Syntax of(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2" -> IMPLICIT;
            case "1.2.840.10008.1.2.2" -> BIG_ENDIAN;
            case PRIVATE_IMPLICIT -> new Syntax(uid, false, false, false);
            case "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205" ->
                    new Syntax(uid, true, false, true);
            default -> new Syntax(uid, true, false, false);
        };
    }

    /** What an element of unknown representation and undefined length is written in (CP-246). */
    Syntax ofUnknown() {
        return new Syntax(uid, false, false, false);
    }

    int u16(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    int i32(byte[] bytes, int at) {
        int first = u16(bytes, at);
        int second = u16(bytes, at + 2);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    int tag(byte[] bytes, int at) {
        return Tag.of(u16(bytes, at), u16(bytes, at + 2));
    }

    void u16(int value, byte[] into, int at) {
        into[at] = (byte) (bigEndian ? value >> 8 : value);
        into[at + 1] = (byte) (bigEndian ? value : value >> 8);
    }

    void i32(int value, byte[] into, int at) {
        u16(bigEndian ? value >>> 16 : value, into, at);
        u16(bigEndian ? value : value >>> 16, into, at + 2);
    }
}

package dev.pons.lis1;

/** The characters that steer the link (LIS01-A2, 6.3 and 6.6). */
final class Control {

    static final byte STX = 0x02;
    static final byte ETX = 0x03;
    static final byte EOT = 0x04;
    static final byte ENQ = 0x05;
    static final byte ACK = 0x06;
    static final byte LF = 0x0A;
    static final byte CR = 0x0D;
    static final byte NAK = 0x15;
    static final byte ETB = 0x17;

    /** SOH STX ETX EOT ENQ ACK LF DLE DC1 DC2 DC3 DC4 NAK SYN ETB, a bit for each. */
    private static final int RESTRICTED = 0b0000_0000_1111_1111_0000_0100_0111_1110;

    private Control() {}

    /** May not stand in the text of a frame (LIS01-A2, 6.6.2). */
    static boolean isRestricted(int character) {
        return character >= 0 && character < 0x20 && (RESTRICTED >>> character & 1) == 1;
    }
}

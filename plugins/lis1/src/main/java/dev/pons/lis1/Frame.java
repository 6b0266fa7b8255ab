package dev.pons.lis1;

import dev.pons.lis1.Lis1.Checksum;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A frame (LIS01-A2, 6.3.1.2).
 *
 * <pre>
 *   STX | n | text, up to 63,993 characters | ETB or ETX | c1 c2 | CR LF
 * </pre>
 *
 * <p>The checksum is the sum of all from n to ETB or ETX, modulo 256, as two hexadecimal digits
 * (6.3.3).
 *
 * @param number 0 to 7
 * @param text a piece of a record, or its end
 * @param ends true: ETX, a record ends; false: ETB, it goes on in the next frame
 * @param fault what is wrong with it; then nothing else is known
 */
record Frame(int number, byte[] text, boolean ends, Fault fault) {

    /** With all that stands around its text (6.3.1.2). */
    static final int LONGEST = 64_000;

    private static final byte[] DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    /** One of which only that is known. */
    static Frame bad(Fault fault) {
        return new Frame(0, new byte[0], false, fault);
    }

    /**
     * Reads a frame.
     *
     * @param bytes what stood between STX and LF
     * @param count how many of them
     */
    static Frame of(byte[] bytes, int count, Checksum checksum) {
        int end = 0;
        int sum = 0;
        while (end < count && bytes[end] != Control.ETX && bytes[end] != Control.ETB) {
            sum += bytes[end++];
        }
        int behind = count - end - 1;
        boolean summed = behind == 3;
        if (end < 1
                || behind < 1
                || bytes[count - 1] != Control.CR
                || !summed && (behind != 1 || checksum == Checksum.REQUIRED)
                || bytes[0] < '0'
                || bytes[0] > '7') {
            return bad(Fault.FORM);
        }
        if (summed && checksum != Checksum.NONE) {
            int said = digit(bytes[end + 1]) << 4 | digit(bytes[end + 2]);
            if (said != (sum + bytes[end] & 0xFF)) {
                return bad(Fault.CHECKSUM);
            }
        }
        return new Frame(
                bytes[0] - '0',
                Arrays.copyOfRange(bytes, 1, end),
                bytes[end] == Control.ETX,
                Fault.NONE);
    }

    private static int digit(byte character) {
        int value = Character.digit(character, 16);
        return value < 0 ? 0x100 : value;
    }

    /** As it is sent. */
    byte[] bytes(Checksum checksum) {
        var out = new ByteArrayOutputStream(text.length + 7);
        out.write(Control.STX);
        out.write('0' + number);
        out.writeBytes(text);
        out.write(ends ? Control.ETX : Control.ETB);
        if (checksum != Checksum.NONE) {
            int sum = '0' + number + (ends ? Control.ETX : Control.ETB);
            for (byte character : text) {
                sum += character;
            }
            out.write(DIGITS[sum >> 4 & 0xF]);
            out.write(DIGITS[sum & 0xF]);
        }
        out.write(Control.CR);
        out.write(Control.LF);
        return out.toByteArray();
    }

    /** Neither is bad, and nothing differs. */
    boolean isSame(Frame other) {
        return fault == Fault.NONE
                && other.fault == Fault.NONE
                && number == other.number
                && ends == other.ends
                && Arrays.equals(text, other.text);
    }

    /** Number and length; never content. */
    @Override
    public String toString() {
        return "Frame[" + number + ", " + text.length + " bytes, " + fault + "]";
    }
}

package dev.pons.framing;

import dev.pons.framing.Framing.Length;
import dev.pons.framing.Framing.Length.As;
import dev.pons.framing.Framing.Length.Includes;

/** Lengths as they stand in front of messages. */
final class Numbers {

    private Numbers() {}

    /** How many bytes follow a header; negative: what stands there is no length. */
    static long body(Length length, byte[] header) {
        long value = length.as() == As.DECIMAL ? decimal(length, header) : binary(length, header);
        if (value < 0) {
            return -1;
        }
        return length.includes() == Includes.BODY ? value : Math.max(-1, value - header.length);
    }

    private static long binary(Length length, byte[] header) {
        long value = 0;
        for (int i = 0; i < length.bytes(); i++) {
            int from = length.as() == As.BIG_ENDIAN ? i : length.bytes() - 1 - i;
            value = value << 8 | header[length.at() + from] & 0xFF;
        }
        return value;
    }

    private static long decimal(Length length, byte[] header) {
        long value = 0;
        for (int i = length.at(); i < header.length; i++) {
            if (header[i] < '0' || header[i] > '9') {
                return -1;
            }
            value = value * 10 + header[i] - '0';
        }
        return value;
    }

    /** So much can be written. */
    static boolean fits(Length length, long value) {
        if (length.as() == As.DECIMAL) {
            return value < Math.pow(10, length.bytes());
        }
        return length.bytes() > 7 || value >>> length.bytes() * 8 == 0;
    }

    /** Writes a length into its place. */
    static void put(Length length, long value, byte[] header) {
        long rest = value;
        for (int i = length.bytes() - 1; i >= 0; i--) {
            switch (length.as()) {
                case DECIMAL -> {
                    header[length.at() + i] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
                case BIG_ENDIAN -> {
                    header[length.at() + i] = (byte) rest;
                    rest >>>= 8;
                }
                case LITTLE_ENDIAN -> {
                    header[length.at() + length.bytes() - 1 - i] = (byte) rest;
                    rest >>>= 8;
                }
            }
        }
    }
}

package dev.pons.plugin.serial;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bytes as a person reads and edits them, ISO 8859-1 with control characters by their names: {@code
 * <STX>1H|\^&<CR>}. Nothing is lost: {@code <} itself is {@code <<}, what cannot be seen is {@code
 * <7F>}.
 */
final class Shown {

    private static final List<String> NAMES =
            List.of(
                    ("NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4"
                                    + " NAK SYN ETB CAN EM SUB ESC FS GS RS US")
                            .split(" "));

    private static final int NO_BREAK_SPACE = 0xA0;
    private static final int SOFT_HYPHEN = 0xAD;

    /** Pairs of digits, and more than one space behind them: what follows only repeats them. */
    private static final Pattern DIGITS = Pattern.compile("((?:[0-9a-fA-F]{2} )+) .*");

    private Shown() {}

    /** As text. */
    static String text(byte[] bytes) {
        var text = text(bytes, 0, bytes.length);
        return DIGITS.matcher(text).matches()
                ? "<%02X>".formatted(bytes[0]) + text(bytes, 1, bytes.length)
                : text;
    }

    /** As digits, and as text beside them: some of them. */
    static String digits(byte[] bytes, int from, int to) {
        var digits = new StringBuilder();
        for (int at = from; at < to; at++) {
            digits.append("%02x ".formatted(bytes[at]));
        }
        return "%-48s ".formatted(digits) + text(bytes, from, to);
    }

    private static String text(byte[] bytes, int from, int to) {
        var text = new StringBuilder();
        for (int at = from; at < to; at++) {
            int one = bytes[at] & 0xFF;
            if (one < NAMES.size()) {
                text.append('<').append(NAMES.get(one)).append('>');
            } else if (isUnseen(one) || one == ' ' && at == to - 1) {
                text.append("<%02X>".formatted(one));
            } else {
                text.append(one == '<' ? "<<" : String.valueOf((char) one));
            }
        }
        return text.toString();
    }

    private static boolean isUnseen(int one) {
        return one >= 0x7F && one <= NO_BREAK_SPACE || one == SOFT_HYPHEN;
    }

    /** The bytes again, of either. {@code IllegalArgumentException}: why it is none. */
    static byte[] bytes(String shown) {
        var bytes = new ByteArrayOutputStream();
        var digits = DIGITS.matcher(shown);
        if (digits.matches()) {
            for (var pair : digits.group(1).split(" ")) {
                bytes.write(Integer.parseInt(pair, 16));
            }
            return bytes.toByteArray();
        }
        for (int at = 0; at < shown.length(); ) {
            at = one(shown, at, bytes);
        }
        return bytes.toByteArray();
    }

    /** One byte from here; where the next one begins. */
    private static int one(String shown, int at, ByteArrayOutputStream bytes) {
        char first = shown.charAt(at);
        if (first > 0xFF) {
            throw new IllegalArgumentException(
                    "a character is no byte; write those that are not ISO 8859-1 by two digits:"
                            + " <E9>");
        }
        if (first != '<') {
            bytes.write(first);
            return at + 1;
        }
        if (shown.startsWith("<<", at)) {
            bytes.write('<');
            return at + 2;
        }
        int end = shown.indexOf('>', at);
        int named = end < 0 ? -1 : named(shown.substring(at + 1, end));
        if (named < 0) {
            throw new IllegalArgumentException(
                    "< begins neither a name as <STX> nor two digits as <7F>; < itself is written"
                            + " <<");
        }
        bytes.write(named);
        return end + 1;
    }

    /** {@code <FF>} is the form feed; 255 is written as its letter. Less than 0: it is no name. */
    private static int named(String name) {
        int known = NAMES.indexOf(name);
        return known < 0 && name.matches("[0-9a-fA-F]{2}") ? Integer.parseInt(name, 16) : known;
    }
}

package dev.pons.plugin.serial;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What crosses a line, as a person reads it: {@code 2026-01-31 10:44:50.995281 Rx <== ...}, a line
 * up to each line break, or to a silence. With hexadecimal digits, up to 16 bytes in a line.
 */
final class Trace {

    /** Which way bytes go. */
    enum Way {
        SENT("Tx ==> "),
        RECEIVED("Rx <== ");

        private final String mark;

        Way(String mark) {
            this.mark = mark;
        }
    }

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS ", Locale.ROOT);

    /** A device that is silent for so long has ended what it said. */
    private static final Duration SILENCE = Duration.ofMillis(200);

    private static final int WIDEST = 16;
    private static final int LONGEST = 1024;
    private static final String[] NAMES =
            ("NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN"
                            + " ETB CAN EM SUB ESC FS GS RS US")
                    .split(" ");

    private final ZoneId zone;
    private final StringBuilder line = new StringBuilder();
    private Instant begun = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private boolean hex;

    Trace(ZoneId zone) {
        this.zone = zone;
    }

    /** Shows digits beside the text from now on, or not. */
    void hex(boolean on) {
        hex = on;
    }

    boolean isHex() {
        return hex;
    }

    /** What was received: lines that are complete with it. */
    List<String> received(byte[] bytes, int count, Instant now) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < count; at++) {
            begun = line.isEmpty() ? now : begun;
            line.append((char) (bytes[at] & 0xFF));
            if (breaks(bytes[at]) && !pair(bytes, at, count) || line.length() >= LONGEST) {
                lines.addAll(end());
            }
        }
        last = now;
        return lines;
    }

    private static boolean breaks(byte one) {
        return one == '\r' || one == '\n';
    }

    /** CR and LF are one break. */
    private static boolean pair(byte[] bytes, int at, int count) {
        return bytes[at] == '\r' && at + 1 < count && bytes[at + 1] == '\n';
    }

    /** Lines that a silence has completed. */
    List<String> tick(Instant now) {
        return line.isEmpty() || last.plus(SILENCE).isAfter(now) ? List.of() : end();
    }

    private List<String> end() {
        var bytes = line.toString().getBytes(StandardCharsets.ISO_8859_1);
        line.setLength(0);
        return lines(Way.RECEIVED, bytes, begun);
    }

    /** What was sent, as lines. */
    List<String> sent(byte[] bytes, Instant now) {
        return lines(Way.SENT, bytes, now);
    }

    private List<String> lines(Way way, byte[] bytes, Instant at) {
        var head = LOCAL.format(at.atZone(zone)) + way.mark;
        if (!hex) {
            return List.of(head + text(bytes, 0, bytes.length));
        }
        var lines = new ArrayList<String>();
        for (int from = 0; from < bytes.length; from += WIDEST) {
            int to = Math.min(bytes.length, from + WIDEST);
            var digits = new StringBuilder();
            for (int i = from; i < to; i++) {
                digits.append("%02x ".formatted(bytes[i]));
            }
            lines.add(head + "%-48s ".formatted(digits) + text(bytes, from, to));
        }
        return lines;
    }

    /** Control characters by their names: {@code <STX>}. */
    private static String text(byte[] bytes, int from, int to) {
        var text = new StringBuilder();
        for (int at = from; at < to; at++) {
            int one = bytes[at] & 0xFF;
            if (one < NAMES.length) {
                text.append('<').append(NAMES[one]).append('>');
            } else if (one >= 0x7F && one < 0xA0) {
                text.append("<%02X>".formatted(one));
            } else {
                text.append((char) one);
            }
        }
        return text.toString();
    }
}

package dev.pons.plugin.serial;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
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

        /** As it stands behind the time. */
        String mark() {
            return mark;
        }
    }

    /** How its lines begin. */
    static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS ", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** A device that is silent for so long has ended what it said. */
    static final Duration SILENCE = Duration.ofMillis(200);

    private static final int WIDEST = 16;
    private static final int LONGEST = 1024;

    private final ZoneId zone;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Way way = Way.RECEIVED;
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
        return add(Way.RECEIVED, bytes, count, now);
    }

    /** What was sent, as lines, behind what was received before it. */
    List<String> sent(byte[] bytes, Instant now) {
        var lines = add(Way.SENT, bytes, bytes.length, now);
        lines.addAll(end());
        return lines;
    }

    private List<String> add(Way next, byte[] bytes, int count, Instant now) {
        var lines = new ArrayList<>(next == way ? tick(now) : end());
        way = next;
        for (int at = 0; at < count; at++) {
            begun = line.size() == 0 ? now : begun;
            line.write(bytes[at]);
            if (breaks(bytes[at]) && !pair(bytes, at, count) || line.size() >= LONGEST) {
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
        return last.plus(SILENCE).isAfter(now) ? List.of() : end();
    }

    /** What is not complete yet, since nothing follows. */
    List<String> end() {
        var bytes = line.toByteArray();
        line.reset();
        var head = LOCAL.format(begun.atZone(zone)) + way.mark;
        var lines = new ArrayList<String>();
        for (int from = 0; hex && from < bytes.length; from += WIDEST) {
            int to = Math.min(bytes.length, from + WIDEST);
            lines.add(head + Shown.digits(bytes, from, to));
        }
        if (!hex && bytes.length > 0) {
            lines.add(head + Shown.text(bytes));
        }
        return lines;
    }
}

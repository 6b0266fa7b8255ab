package dev.pons.plugin.x12;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes an interchange in answer to another, with its delimiters. One thread, once. */
final class Answer {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

    private final Delimiters own;
    private final Segment request;
    private final ZonedDateTime now;
    private final long number;
    private final StringBuilder out = new StringBuilder(512);
    private int segments;
    private int groups;

    /** A control number, from 1 to 999,999,999. */
    Answer(Delimiters own, Segment request, ZonedDateTime now, long number) {
        this.own = own;
        this.request = request;
        this.now = now;
        this.number = number;
    }

    /** Sender and receiver change places; what else stands in ISA is that of the request. */
    void begin() {
        var said = Split.by(own.element(), request.text(own));
        line(
                "ISA",
                "00",
                " ".repeat(10),
                "00",
                " ".repeat(10),
                said.get(7),
                said.get(8),
                said.get(5),
                said.get(6),
                DAY.format(now).substring(2),
                TIME.format(now),
                said.get(11),
                said.get(12),
                String.format(Locale.ROOT, "%09d", number),
                "0",
                said.get(15),
                said.get(16));
    }

    /** One segment; empty elements at its end are left out. */
    void line(String... elements) {
        int last = elements.length;
        while (last > 1 && elements[last - 1].isEmpty()) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            out.append(i == 0 ? "" : String.valueOf(own.element())).append(elements[i]);
        }
        out.append(request.end());
        segments++;
    }

    /** GS and ST of a set that acknowledges a group with these application codes. */
    void open(String type, String sender, String receiver, String version) {
        groups++;
        line(
                "GS",
                "FA",
                sender,
                receiver,
                DAY.format(now),
                TIME.format(now),
                Long.toString(number + groups - 1),
                "X",
                version);
        segments = 0;
        line("ST", type, "0001", type.equals("999") ? version : "");
    }

    void close() {
        line("SE", Integer.toString(segments + 1), "0001");
        line("GE", "1", Long.toString(number + groups - 1));
    }

    /** TA1 as data elements I12, I08, I09, I17 and I18. */
    void ta1(String code, String note) {
        line("TA1", request.said(own, 13), request.said(own, 9), request.said(own, 10), code, note);
    }

    String component() {
        return String.valueOf(own.component());
    }

    /** The whole interchange. */
    String end() {
        line("IEA", Integer.toString(groups), String.format(Locale.ROOT, "%09d", number));
        return out.toString();
    }
}

package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One segment: a range of the message's bytes until it is edited, then bytes of its own. Behind its
 * text stand its line end and all lines that are no segments. Delimiters are looked for in a mask,
 * which is the same array unless the character set can hide them (see {@link Encoding#mask}).
 */
final class Segment {

    private static final int MSH = 'M' << 16 | 'S' << 8 | 'H';
    private static final int FHS = 'F' << 16 | 'H' << 8 | 'S';
    private static final int BHS = 'B' << 16 | 'H' << 8 | 'S';

    private byte[] data;
    private byte[] mask;
    private int start;
    private int end;
    private int stop;
    private boolean gone;
    private @Nullable Map<Long, Rep> handles;

    /** Text from start to end, line end up to stop. */
    Segment(byte[] data, byte[] mask, int start, int end, int stop) {
        this.data = data;
        this.mask = mask;
        this.start = start;
        this.end = end;
        this.stop = stop;
    }

    byte[] data() {
        return data;
    }

    byte[] mask() {
        return mask;
    }

    String name() {
        return new String(data, start, 3, StandardCharsets.ISO_8859_1);
    }

    /** The three characters of a name in one number. */
    static int code(byte[] bytes, int at) {
        return bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2];
    }

    int code() {
        return code(mask, start);
    }

    /** MSH, FHS and BHS count their fields from the separator. */
    boolean isHeader() {
        int code = code();
        return code == MSH || code == FHS || code == BHS;
    }

    /** All of its text, without the line end. */
    long text() {
        return Spans.of(start, end);
    }

    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /** A field with all its repetitions. */
    long field(Delimiters delimiters, int number) {
        boolean header = isHeader();
        if (header && number == 1) {
            return end > start + 3 ? Spans.of(start + 3, start + 4) : Spans.NONE;
        }
        return Spans.part(mask, text(), delimiters.field(), header ? number : number + 1);
    }

    /** How many fields there are. */
    int fields(Delimiters delimiters) {
        return Spans.count(mask, text(), delimiters.field()) - (isHeader() ? 0 : 1);
    }

    /** How many repetitions; 0: the field is absent. */
    int repetitions(Delimiters delimiters, int number) {
        long field = field(delimiters, number);
        if (field == Spans.NONE) {
            return 0;
        }
        return opaque(number) ? 1 : Spans.count(mask, field, delimiters.repetition());
    }

    private boolean opaque(int field) {
        return field < 3 && isHeader();
    }

    /** A repetition, a component of it or a subcomponent; NONE: absent. */
    long find(Delimiters delimiters, int field, int repetition, int component, int sub) {
        long at = field(delimiters, field);
        if (at == Spans.NONE || opaque(field)) {
            return repetition == 1 && component < 2 && sub < 2 ? at : Spans.NONE;
        }
        at = Spans.part(mask, at, delimiters.repetition(), repetition);
        if (at != Spans.NONE && component > 0) {
            at = Spans.part(mask, at, delimiters.component(), component);
        }
        if (at != Spans.NONE && sub > 0) {
            at = Spans.part(mask, at, delimiters.subcomponent(), sub);
        }
        return at;
    }

    /** The shared mark of a repetition, for handles. */
    Rep rep(int field, int number) {
        if (handles == null) {
            handles = new HashMap<>(4);
        }
        return handles.computeIfAbsent(
                (long) field << 32 | number, unused -> new Rep(field, number));
    }

    /** Repetitions from this number on moved by so many. */
    void shift(int field, int from, int by) {
        if (handles == null || by == 0) {
            return;
        }
        var kept = new HashMap<Long, Rep>();
        for (var rep : handles.values()) {
            if (rep.field == field && rep.number >= from) {
                rep.number += by;
            }
            if (!rep.gone) {
                kept.put((long) rep.field << 32 | rep.number, rep);
            }
        }
        handles = kept;
    }

    /** Of this field only so many repetitions are left. */
    void trim(int field, int count) {
        if (handles != null) {
            handles.values().forEach(rep -> rep.gone |= rep.field == field && rep.number > count);
            handles.values().removeIf(rep -> rep.gone);
        }
    }

    /** Forgets all handles: their nodes were replaced. */
    void forget() {
        if (handles != null) {
            handles.values().forEach(rep -> rep.gone = true);
            handles = null;
        }
    }

    /** Puts other bytes into the place of a span. */
    void splice(int from, int to, byte[] with, Encoding encoding) {
        var other = new byte[stop - start - (to - from) + with.length];
        int head = from - start;
        System.arraycopy(data, start, other, 0, head);
        System.arraycopy(with, 0, other, head, with.length);
        System.arraycopy(data, to, other, head + with.length, stop - to);
        end = end - start - (to - from) + with.length;
        stop = other.length;
        start = 0;
        data = other;
        mask = encoding.mask(other);
    }

    /** The line end, or none. */
    byte[] lineEnd() {
        int to = end;
        while (to < stop && to < end + 2 && (data[to] == '\r' || data[to] == '\n')) {
            to++;
            if (data[to - 1] == '\n') {
                break;
            }
            if (to < stop && data[to] == '\r') {
                break;
            }
        }
        return Arrays.copyOfRange(data, end, to);
    }

    boolean hasLineEnd() {
        return stop > end;
    }

    void endLine(byte[] with, Encoding encoding) {
        splice(end, end, with, encoding);
        end -= with.length;
    }

    int size() {
        return stop - start;
    }

    void write(ByteArrayOutputStream out) {
        out.write(data, start, stop - start);
    }
}

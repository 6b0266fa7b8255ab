package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The segments of a message in order, found as far as someone asked. */
final class Segments {

    private final byte[] bytes;
    private final byte[] mask;
    private final int lead;
    private final byte separator;
    private final List<Segment> known = new ArrayList<>();
    private int next;
    private int changes;

    Segments(byte[] bytes, byte[] mask, int lead, byte separator) {
        this.bytes = bytes;
        this.mask = mask;
        this.lead = lead;
        this.separator = separator;
        this.next = lead;
    }

    /** Counted from 0; null: there are not so many. */
    @Nullable Segment get(int index) {
        while (index >= known.size()) {
            if (next >= bytes.length) {
                return null;
            }
            scan();
        }
        return known.get(index);
    }

    /** All; the live list, not to be changed. */
    List<Segment> all() {
        while (next < bytes.length) {
            scan();
        }
        return known;
    }

    private void scan() {
        int start = next;
        int end = Spans.line(mask, start);
        int stop = end;
        while (stop < mask.length && !isSegment(mask, stop, separator)) {
            stop = mask[stop] == '\r' || mask[stop] == '\n' ? stop + 1 : Spans.line(mask, stop);
        }
        known.add(new Segment(bytes, mask, start, end, stop));
        next = stop;
    }

    /** A capital letter, two capitals or digits, then the separator or the end of the line. */
    static boolean isSegment(byte[] bytes, int at, byte separator) {
        if (at + 3 > bytes.length
                || bytes[at] < 'A'
                || bytes[at] > 'Z'
                || !isNamePart(bytes[at + 1])
                || !isNamePart(bytes[at + 2])) {
            return false;
        }
        return at + 3 == bytes.length
                || bytes[at + 3] == separator
                || bytes[at + 3] == '\r'
                || bytes[at + 3] == '\n';
    }

    private static boolean isNamePart(byte one) {
        return one >= 'A' && one <= 'Z' || one >= '0' && one <= '9';
    }

    int indexOf(Segment segment) {
        for (int i = 0; get(i) != null; i++) {
            if (known.get(i) == segment) {
                return i;
            }
        }
        return -1;
    }

    /** Another number after segments came or went. */
    int changes() {
        return changes;
    }

    /** A new one before the one at this index; the last line keeps what it had for an end. */
    Segment insert(int index, byte[] text, Encoding encoding) {
        var before = all().get(index - 1);
        var end = known.get(0).lineEnd();
        end = end.length == 0 ? new byte[] {'\r'} : end;
        boolean closed = before.hasLineEnd();
        if (!closed) {
            before.endLine(end, encoding);
        }
        var data = Arrays.copyOf(text, text.length + (closed ? end.length : 0));
        System.arraycopy(end, 0, data, text.length, data.length - text.length);
        var added = new Segment(data, encoding.mask(data), 0, text.length, data.length);
        known.add(index, added);
        changes++;
        return added;
    }

    void remove(Segment segment) {
        all().remove(segment);
        segment.leave();
        changes++;
    }

    /** A message of a batch, or a batch of a file, with all that stands below. */
    void remove(int from, int to) {
        for (var segment : List.copyOf(all().subList(from, to))) {
            remove(segment);
        }
    }

    byte[] write() {
        int size = lead + bytes.length - next;
        for (var segment : known) {
            size += segment.size();
        }
        var out = new ByteArrayOutputStream(size);
        out.write(bytes, 0, lead);
        for (var segment : known) {
            segment.write(out);
        }
        out.write(bytes, next, bytes.length - next);
        return out.toByteArray();
    }
}

package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Reads elements (PS3.5 sections 7.1 and 7.5). A length is believed only where so many bytes are
 * there.
 */
final class DataSetReader {

    private static final int SHORT = 8;
    private static final int LONG = 12;
    private static final long NO_END = Long.MAX_VALUE;

    private final Content content;
    private final Input in;
    private final Limits limits;
    private int count;

    DataSetReader(Content content, Input in, Limits limits) {
        this.content = content;
        this.in = in;
        this.limits = limits;
    }

    /** What comes next, without being taken: the tag; 0 where less than a tag is left. */
    int next(Syntax syntax) throws IOException, RefusedException {
        return in.has(4) ? syntax.tag(in.peek(4), 0) : 0;
    }

    /** Elements up to the end of the content, or up to one behind {@code last}. */
    void readAll(DataSet into, int last) throws IOException, RefusedException {
        while (!in.atEnd() && Integer.compareUnsigned(next(into.syntax()), last) <= 0) {
            element(into, in.size(), 0);
        }
    }

    /** One element. */
    void element(DataSet into, long end, int depth) throws IOException, RefusedException {
        var head = head(into.syntax(), end);
        if (Tag.group(head.tag) == 0xFFFE) {
            throw refused("an item or delimiter stands outside of a sequence", head);
        }
        var vr = head.vr != null ? head.vr : Dictionary.vr(head.tag, into);
        var span = head.span(in.position());
        if (head.length != Span.UNDEFINED) {
            fits(head, end);
            boolean items = vr == Vr.SQ;
            var element = new Element(head.tag, vr, null, items ? Content.EMPTY : value(head));
            if (items) {
                items(element, into, into.syntax(), in.position() + head.length, depth);
            }
            element.ended(span.until(in.position()));
            into.read(element);
        } else {
            undefined(into, head, vr, depth, end);
        }
        within(head, end);
    }

    /** What is of undefined length may not run over the end of what it stands in. */
    private void within(Head head, long end) throws RefusedException {
        if (in.position() > end) {
            throw refused("this runs over the end of what it stands in", head);
        }
    }

    /** A sequence, or encapsulated pixel data; its delimiter ends it. */
    private void undefined(DataSet into, Head head, Vr vr, int depth, long end)
            throws IOException, RefusedException {
        var span = head.span(in.position());
        boolean unknown = vr == Vr.UN;
        boolean encapsulated =
                vr.kind() == Vr.Kind.BYTES
                        && (into.syntax().explicit() ? !unknown : head.tag == Tag.PIXEL_DATA);
        if (!encapsulated && vr != Vr.SQ && !unknown && into.syntax().explicit()) {
            throw refused("only a sequence or pixel data may be of undefined length", head);
        }
        var element = new Element(head.tag, encapsulated ? vr : Vr.SQ, null, Content.EMPTY);
        if (encapsulated) {
            fragments(element, into.syntax(), end);
        } else {
            var syntax = unknown ? into.syntax().ofUnknown() : into.syntax();
            items(element, into, syntax, NO_END, depth);
        }
        element.ended(span.until(in.position()));
        into.read(element);
    }

    private Content value(Head head) throws IOException, RefusedException {
        if (head.length == 0) {
            return Content.EMPTY;
        }
        if (head.length <= limits.kept()) {
            return Content.of(in.take((int) head.length, head.tag));
        }
        var value = content.part(in.position(), head.length);
        in.skip(head.length, head.tag);
        return value;
    }

    private void items(Element sequence, DataSet parent, Syntax syntax, long end, int depth)
            throws IOException, RefusedException {
        if (depth >= limits.depth()) {
            throw new RefusedException(
                    Reason.LIMIT,
                    "sequences in sequences are deeper than " + limits.depth(),
                    sequence.tag(),
                    in.position());
        }
        while (in.position() < end) {
            var head = item(syntax, end, sequence.tag());
            if (head.tag == Tag.SEQUENCE_END) {
                if (end != NO_END) {
                    throw refused("a delimiter stands in a sequence of defined length", head);
                }
                return;
            }
            var item = new DataSet(parent, syntax, null);
            item.ended(head.span(in.position()));
            boolean open = head.length == Span.UNDEFINED;
            if (!open) {
                fits(head, end);
            }
            content(item, open ? NO_END : in.position() + head.length, depth + 1);
            item.ended(head.span(head.at + SHORT).until(in.position()));
            sequence.read(item);
            within(head, end);
        }
    }

    /** The elements of an item. */
    private void content(DataSet item, long end, int depth) throws IOException, RefusedException {
        while (in.position() < end) {
            if (end == NO_END && next(item.syntax()) == Tag.ITEM_END) {
                var head = head(item.syntax(), end);
                if (head.length != 0) {
                    throw refused("the delimiter of an item has a length", head);
                }
                return;
            }
            element(item, end, depth);
        }
    }

    private void fragments(Element pixels, Syntax syntax, long end)
            throws IOException, RefusedException {
        while (true) {
            var head = item(syntax, end, pixels.tag());
            if (head.tag == Tag.SEQUENCE_END) {
                return;
            }
            if (head.length == Span.UNDEFINED) {
                throw refused("a fragment is of undefined length", head);
            }
            fits(head, end);
            long at = in.position();
            in.skip(head.length, pixels.tag());
            pixels.read(head.span(at).until(in.position()));
        }
    }

    /** An item, or the end of a sequence. */
    private Head item(Syntax syntax, long end, int sequence) throws IOException, RefusedException {
        if (in.atEnd()) {
            throw new RefusedException(
                    Reason.MALFORMED,
                    "the content ends before the delimiter of a sequence",
                    sequence,
                    in.position());
        }
        var head = head(syntax, end);
        if (head.tag == Tag.SEQUENCE_END && head.length == 0 || head.tag == Tag.ITEM) {
            return head;
        }
        throw refused("here an item or the end of a sequence is expected", head);
    }

    /** What stands before a value; {@code vr} is null where none is written. */
    private record Head(long at, int tag, @Nullable Vr vr, long length) {

        Span span(long value) {
            return new Span(at, value, length, value);
        }
    }

    private Head head(Syntax syntax, long end) throws IOException, RefusedException {
        long at = in.position();
        if (++count > limits.elements()) {
            throw new RefusedException(
                    Reason.LIMIT, "there are more than " + limits.elements() + " elements", 0, at);
        }
        if (!in.has(SHORT) || end - at < SHORT) {
            throw new RefusedException(
                    Reason.MALFORMED, "fewer bytes are left than an element has", next(syntax), at);
        }
        var bytes = in.peek(SHORT);
        int tag = syntax.tag(bytes, 0);
        if (!syntax.explicit() || Tag.group(tag) == 0xFFFE) {
            in.skip(SHORT, tag);
            return new Head(at, tag, null, length(syntax.i32(bytes, 4)));
        }
        var vr = Vr.of(bytes[4], bytes[5]);
        if (vr == null && !(isCapital(bytes[4]) && isCapital(bytes[5]))) {
            throw new RefusedException(
                    Reason.MALFORMED, "a value representation is expected here", tag, at);
        }
        if (vr != null && !vr.isLong()) {
            in.skip(SHORT, tag);
            return new Head(at, tag, vr, syntax.u16(bytes, 6));
        }
        if (!in.has(LONG) || end - at < LONG) {
            throw new RefusedException(
                    Reason.MALFORMED, "fewer bytes are left than an element has", tag, at);
        }
        long length = length(syntax.i32(in.peek(LONG), SHORT));
        in.skip(LONG, tag);
        return new Head(at, tag, vr == null ? Vr.UN : vr, length);
    }

    private static boolean isCapital(byte one) {
        return one >= 'A' && one <= 'Z';
    }

    private static long length(int written) {
        return written == -1 ? Span.UNDEFINED : Integer.toUnsignedLong(written);
    }

    /** A value ends before what it stands in does. */
    private void fits(Head head, long end) throws RefusedException {
        long left = Math.min(end, in.size()) - in.position();
        if (head.length > left) {
            throw refused(
                    "the length is " + head.length + " bytes, and there are " + left + " left",
                    head);
        }
    }

    private static RefusedException refused(String words, Head head) {
        return new RefusedException(Reason.MALFORMED, words, head.tag, head.at);
    }
}

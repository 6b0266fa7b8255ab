package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * Writes elements: what nobody changed as it stood, what was changed in the form that it had, with
 * a length where there was one and a delimiter where there was one.
 */
final class DataSetWriter {

    private static final long LONGEST = 0xFFFFFFFEL;
    private static final int LONGEST_SHORT = 0xFFFE;

    private final Content body;

    DataSetWriter(Content body) {
        this.body = body;
    }

    /** All elements; the length of a group that was changed is counted anew. */
    Pieces write(DataSet set) throws IOException, RefusedException {
        var elements = set.elements();
        var groups = set.changedGroups();
        var lengths = new HashMap<Integer, Long>();
        var written = new ArrayList<Pieces>(elements.size());
        for (var element : elements) {
            var one = write(element, set);
            written.add(one);
            if (!Tag.isGroupLength(element.tag())) {
                lengths.merge(Tag.group(element.tag()), one.size(), Long::sum);
            }
        }
        var all = new Pieces();
        for (int i = 0; i < elements.size(); i++) {
            var element = elements.get(i);
            int group = Tag.group(element.tag());
            boolean counted = Tag.isGroupLength(element.tag()) && element.value().size() == 4;
            if (counted && groups.contains(group)) {
                var value = new byte[4];
                long length = lengths.getOrDefault(group, 0L);
                set.syntax().i32((int) length, value, 0);
                all.add(head(element.tag(), Vr.UL, 4, set.syntax()));
                all.add(value);
            } else {
                all.addAll(written.get(i));
            }
        }
        return all;
    }

    private Pieces write(Element element, DataSet set) throws IOException, RefusedException {
        var out = new Pieces();
        var span = element.span();
        if (span != null && !element.isChanged()) {
            out.add(body.part(span.at(), span.end() - span.at()));
        } else if (element.vr() == Vr.SQ) {
            sequence(element, set.syntax(), out);
        } else {
            long length = element.value().size();
            if (length
                    > (element.vr().isLong() || !set.syntax().explicit()
                            ? LONGEST
                            : LONGEST_SHORT)) {
                throw new RefusedException(
                        Reason.TOO_LONG,
                        "the value is longer than its length can say",
                        element.tag(),
                        -1);
            }
            out.add(head(element.tag(), element.vr(), length, set.syntax()));
            out.add(element.value());
        }
        return out;
    }

    private void sequence(Element element, Syntax syntax, Pieces out)
            throws IOException, RefusedException {
        var items = new Pieces();
        var inner = syntax;
        for (var item : element.items()) {
            inner = item.syntax();
            item(item, items);
        }
        var span = element.span();
        boolean unknown = syntax.explicit() && !inner.explicit();
        boolean open =
                span == null
                        ? items.size() > 0
                        : unknown || span.isUndefined() || items.size() > LONGEST;
        long length = open ? Span.UNDEFINED : items.size();
        out.add(head(element.tag(), unknown ? Vr.UN : Vr.SQ, length, syntax));
        out.addAll(items);
        if (open) {
            out.add(head(Tag.SEQUENCE_END, Vr.SQ, 0, inner));
        }
    }

    private void item(DataSet item, Pieces out) throws IOException, RefusedException {
        var span = item.span();
        if (span != null && !item.isChanged()) {
            out.add(body.part(span.at(), span.end() - span.at()));
            return;
        }
        var content = write(item);
        boolean open = span == null || span.isUndefined() || content.size() > LONGEST;
        out.add(head(Tag.ITEM, Vr.SQ, open ? Span.UNDEFINED : content.size(), item.syntax()));
        out.addAll(content);
        if (open) {
            out.add(head(Tag.ITEM_END, Vr.SQ, 0, item.syntax()));
        }
    }

    /** Tag, representation, length (PS3.5 section 7.1.2 and 7.1.3; items: 7.5). */
    private static byte[] head(int tag, Vr vr, long length, Syntax syntax) {
        boolean explicit = syntax.explicit() && Tag.group(tag) != 0xFFFE;
        var head = new byte[explicit && vr.isLong() ? 12 : 8];
        syntax.u16(Tag.group(tag), head, 0);
        syntax.u16(Tag.element(tag), head, 2);
        if (!explicit) {
            syntax.i32((int) length, head, 4);
            return head;
        }
        head[4] = (byte) vr.name().charAt(0);
        head[5] = (byte) vr.name().charAt(1);
        if (vr.isLong()) {
            syntax.i32((int) length, head, 8);
        } else {
            syntax.u16((int) length, head, 6);
        }
        return head;
    }
}

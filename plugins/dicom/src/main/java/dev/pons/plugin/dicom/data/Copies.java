package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import java.io.IOException;

/** Copies values, with all that is in them, from one element to another. */
public final class Copies {

    private Copies() {}

    /** The value of the target becomes that of the source. Encapsulated pixels are not copied. */
    public static void copy(Element source, DataSet from, Element target, DataSet to)
            throws IOException, RefusedException {
        boolean items = source.vr() == Vr.SQ;
        boolean bytes = source.vr().kind() == Vr.Kind.BYTES;
        if (items != (target.vr() == Vr.SQ)
                || bytes != (target.vr().kind() == Vr.Kind.BYTES)
                || source.isEncapsulated()
                || target.isEncapsulated()
                || from.syntax().bigEndian() != to.syntax().bigEndian()) {
            throw new RefusedException(
                    Reason.VALUE,
                    "a value of " + source.vr() + " cannot be copied to one of " + target.vr(),
                    target.tag(),
                    -1);
        }
        boolean same = source.vr() == target.vr();
        if (bytes || same && !items && !source.vr().isOfCharacterSet()) {
            target.set(source.value());
        } else if (items) {
            var copied = source.items();
            target.items().forEach(target::remove);
            for (int i = 0; i < copied.size(); i++) {
                target.insert(i, item(copied.get(i), to));
            }
        } else if (same) {
            text(source, from, target, to);
        } else {
            var values = Values.texts(source, from);
            target.set(Content.of(Values.bytes(values, target.tag(), target.vr(), to)));
        }
    }

    /** As it is, in the other's character set. */
    private static void text(Element source, DataSet from, Element target, DataSet to)
            throws IOException, RefusedException {
        var text = from.characters().decode(source.value().bytes(), source.vr());
        var written = text == null ? null : to.characters().encode(text, target.vr());
        if (written == null) {
            throw new RefusedException(
                    Reason.VALUE,
                    "the value has a character that Specific Character Set (0008,0005) does not"
                            + " have there",
                    target.tag(),
                    -1);
        }
        target.set(Content.of(Values.even(written, target.vr())));
    }

    private static DataSet item(DataSet source, DataSet parent)
            throws IOException, RefusedException {
        var item = DataSet.of(parent, parent.syntax());
        for (var element : source.elements()) {
            var copy = Element.of(element.tag(), element.vr());
            item.put(copy);
            copy(element, source, copy, item);
        }
        return item;
    }
}

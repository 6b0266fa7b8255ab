package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Brings the texts of a data set into another character set. */
public final class Recoding {

    private record Text(Element element, byte[] bytes) {}

    private final CharacterSet target;
    private final List<Text> texts = new ArrayList<>();

    private Recoding(CharacterSet target) {
        this.target = target;
    }

    /**
     * Writes all texts of a data set, and of items that have no set of their own, in the set of
     * these terms. The caller changes (0008,0005). Refused is a character that the set lacks;
     * nothing is changed then.
     */
    public static void into(DataSet set, List<String> terms) throws IOException, RefusedException {
        var target = CharacterSet.of(terms);
        if (!target.isKnown()) {
            throw new RefusedException(
                    Reason.VALUE,
                    "the value has a term that is no character set of DICOM; ISO_IR 192 is UTF-8",
                    Tag.SPECIFIC_CHARACTER_SET,
                    -1);
        }
        var recoding = new Recoding(target);
        recoding.collect(set, set.characters());
        for (var text : recoding.texts) {
            text.element.set(Content.of(text.bytes));
        }
    }

    private void collect(DataSet set, CharacterSet source) throws IOException, RefusedException {
        for (var element : set.elements()) {
            if (element.vr().isOfCharacterSet()) {
                collect(element, set, source);
            }
            for (var item : element.items()) {
                if (item.find(Tag.SPECIFIC_CHARACTER_SET) == null) {
                    collect(item, source);
                }
            }
        }
    }

    private void collect(Element element, DataSet set, CharacterSet source)
            throws IOException, RefusedException {
        var before = element.value().bytes();
        var text = source.decode(before, element.vr());
        if (text == null) {
            Values.texts(element, set);
            return;
        }
        var after = target.encode(text, element.vr());
        if (after == null) {
            throw new RefusedException(
                    Reason.VALUE,
                    "the value has a character that the new Specific Character Set does not have",
                    element.tag(),
                    -1);
        }
        if (!java.util.Arrays.equals(before, after)) {
            texts.add(new Text(element, Values.even(after, element.vr())));
        }
    }
}

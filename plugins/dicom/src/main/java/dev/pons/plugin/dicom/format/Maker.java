package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Content;
import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.plugin.dicom.format.DicomPath.Step;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes places that are not there. */
final class Maker {

    private static final int META = 2;
    private static final int FIRST_BLOCK = 0x10;
    private static final int LAST_BLOCK = 0xFF;

    private final Finder finder;
    private final Slots slots;

    Maker(Finder finder, Slots slots) {
        this.finder = finder;
        this.slots = slots;
    }

    /** The first place at a path. */
    Place make(Place from, DicomPath path, String written)
            throws IOException, RefusedException, ProblemException {
        var found = finder.find(from, path);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        var set = before(from, path, written);
        var step = path.last();
        var element = element(set, step, path.vr(), written);
        if (element.vr() == Vr.SQ) {
            return step.isWhole()
                    ? new Place.Whole(set, element)
                    : item(set, element, step, written);
        }
        if (step.choice() != null) {
            throw missing("only items are chosen by what is in them", written);
        }
        if (step.index() > 0 && Slots.areMany(element, set)) {
            throw missing("more than 1,000 values have no numbers", written);
        }
        if (step.index() <= 1) {
            return new Place.Whole(set, element);
        }
        int count = element.isEmpty() ? 0 : Values.texts(element, set).size();
        if (step.index() != count + 1 || !element.vr().isMultiple()) {
            throw missing("only the next value of an element can be made", written);
        }
        return value(set, element, count);
    }

    private DataSet before(Place from, DicomPath path, String written)
            throws IOException, RefusedException, ProblemException {
        var set = finder.start(from, path.steps().get(0));
        if (set == null) {
            throw missing("a value has nothing inside", written);
        }
        for (var step : path.steps().subList(0, path.steps().size() - 1)) {
            var element = element(set, step, null, written);
            if (element.vr() != Vr.SQ) {
                throw missing("only a sequence has something inside", written);
            }
            var items = finder.items(element, step);
            set = items.isEmpty() ? item(set, element, step, written).item() : items.get(0);
        }
        return set;
    }

    private Element element(DataSet set, Step step, @Nullable Vr vr, String written)
            throws IOException, RefusedException, ProblemException {
        var there = finder.element(set, step);
        if (there != null) {
            return there;
        }
        if (Tag.group(step.tag()) == META && set.elements().isEmpty()) {
            throw missing("this is a data set without a file's meta information", written);
        }
        int tag =
                step.creator().isEmpty() ? step.tag() : step.tag() | block(set, step, written) << 8;
        var known = vr == null ? Dictionary.vr(tag, set) : vr;
        if (vr == null && known == Vr.UN) {
            throw missing(
                    "the dictionary has no representation for this element: write one behind the"
                            + " path, as `"
                            + written
                            + " as SH`",
                    written);
        }
        var element = Element.of(tag, known);
        Editor.guard(element);
        set.put(element);
        return element;
    }

    /** The block of a private creator; it gets the first free one. */
    private static int block(DataSet set, Step step, String written)
            throws IOException, RefusedException, ProblemException {
        int reserved = Finder.block(set, step);
        if (reserved > 0) {
            return reserved;
        }
        for (int block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
            int tag = Tag.of(Tag.group(step.tag()), block);
            if (set.find(tag) == null) {
                var creator = Element.of(tag, Vr.LO);
                creator.set(Content.of(Values.bytes(List.of(step.creator()), tag, Vr.LO, set)));
                set.put(creator);
                return block;
            }
        }
        throw missing("all blocks of this group are reserved", written);
    }

    private Place.Item item(DataSet set, Element sequence, Step step, String written)
            throws IOException, ProblemException {
        int count = sequence.items().size();
        if (step.choice() != null || step.index() > count + 1) {
            throw missing(
                    step.choice() != null
                            ? "no item has what the path asks for"
                            : "only the next item of a sequence can be made",
                    written);
        }
        return item(set, sequence, count);
    }

    private static Place.Item item(DataSet set, Element sequence, int index) {
        var first = sequence.items().isEmpty() ? null : sequence.items().get(0);
        var item = DataSet.of(set, first == null ? set.syntax() : first.syntax());
        sequence.insert(index, item);
        return new Place.Item(set, sequence, item);
    }

    private Place value(DataSet set, Element element, int index)
            throws IOException, RefusedException {
        var all = new ArrayList<>(Values.texts(element, set));
        var slot = slots.insert(element, index);
        boolean number = element.vr().kind() == Vr.Kind.NUMBER;
        all.add(index, number ? "0" : "");
        element.set(Content.of(Values.bytes(all, element.tag(), element.vr(), set)));
        return new Place.One(set, element, slot);
    }

    /** A new item or value, or an element where there is none. */
    Place add(Place from, DicomPath path, boolean first, String written)
            throws IOException, RefusedException, ProblemException {
        var set = before(from, path, written);
        boolean there = finder.element(set, path.last()) != null;
        var element = element(set, path.last(), path.vr(), written);
        if (element.vr() == Vr.SQ) {
            return item(set, element, first ? 0 : element.items().size());
        }
        if (!there || element.isEmpty()) {
            return new Place.Whole(set, element);
        }
        if (!element.vr().isMultiple()) {
            throw missing("the element has a value, and no more than one", written);
        }
        return value(set, element, first ? 0 : Values.texts(element, set).size());
    }

    static ProblemException missing(String words, String path) {
        return Faults.of("missing", words, path);
    }
}

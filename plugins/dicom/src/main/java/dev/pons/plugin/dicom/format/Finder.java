package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.DicomFile;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.plugin.dicom.format.DicomPath.Choice;
import dev.pons.plugin.dicom.format.DicomPath.Step;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds places by paths. */
final class Finder {

    private static final int META = 2;
    private static final int FIRST_BLOCK = 0x10;
    private static final int LAST_BLOCK = 0xFF;

    private final DicomFile file;
    private final Slots slots;

    Finder(DicomFile file, Slots slots) {
        this.file = file;
        this.slots = slots;
    }

    /** All places at a path. */
    List<Place> find(Place from, DicomPath path) throws IOException, ProblemException {
        var found = new ArrayList<Place>();
        for (var set : before(from, path)) {
            var element = element(set, path.last());
            if (element != null) {
                spread(set, element, path.last(), found);
            }
        }
        return found;
    }

    /** The elements at a path as they are, with all their values or items. */
    List<Place.Whole> whole(Place from, DicomPath path) throws IOException, ProblemException {
        var found = new ArrayList<Place.Whole>();
        for (var set : before(from, path)) {
            var element = element(set, path.last());
            if (element != null) {
                found.add(new Place.Whole(set, element));
            }
        }
        return found;
    }

    /** The data sets in which the last step of a path is. */
    List<DataSet> before(Place from, DicomPath path) throws IOException, ProblemException {
        var sets = new ArrayList<DataSet>();
        var start = start(from, path.steps().get(0));
        if (start != null) {
            sets.add(start);
        }
        for (var step : path.steps().subList(0, path.steps().size() - 1)) {
            var next = new ArrayList<DataSet>();
            for (var set : sets) {
                var element = element(set, step);
                if (element != null) {
                    next.addAll(items(element, step));
                }
            }
            sets = next;
        }
        return sets;
    }

    /** Where a path begins; null: nothing is below such a place. */
    @Nullable DataSet start(Place from, Step first) {
        if (from instanceof Place.Item item) {
            return item.item();
        }
        if (from instanceof Place.Root) {
            return Tag.group(first.tag()) == META ? file.meta() : file.data();
        }
        return null;
    }

    /** Null: it is not there. */
    @Nullable Element element(DataSet set, Step step) throws IOException {
        if (step.creator().isEmpty()) {
            return set.find(step.tag());
        }
        int block = block(set, step);
        return block == 0 ? null : set.find(step.tag() | block << 8);
    }

    /** The block that a private creator has reserved (PS3.5 section 7.8.1); 0: none. */
    static int block(DataSet set, Step step) throws IOException {
        for (int block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
            var creator = set.find(Tag.of(Tag.group(step.tag()), block));
            if (creator != null && text(creator, set).equals(step.creator())) {
                return block;
            }
        }
        return 0;
    }

    private static String text(Element element, DataSet set) throws IOException {
        try {
            return String.join("\\", Values.texts(element, set));
        } catch (RefusedException unread) {
            return "";
        }
    }

    /** The items of a sequence that a step means. */
    List<DataSet> items(Element element, Step step) throws IOException, ProblemException {
        var items = new ArrayList<DataSet>();
        for (var item : element.items()) {
            if (fits(item, element, step.choice())) {
                items.add(item);
            }
        }
        if (step.index() <= 0) {
            return items;
        }
        return step.index() > items.size() ? List.of() : List.of(items.get(step.index() - 1));
    }

    private boolean fits(DataSet item, Element sequence, @Nullable Choice choice)
            throws IOException, ProblemException {
        if (choice == null) {
            return true;
        }
        var from = new Place.Item(item, sequence, item);
        for (var place : whole(from, choice.path())) {
            try {
                if (place.element().vr().kind() != Vr.Kind.BYTES
                        && Values.texts(place.element(), place.in()).contains(choice.text())) {
                    return true;
                }
            } catch (RefusedException unread) {
                throw Faults.of(unread);
            }
        }
        return false;
    }

    private void spread(DataSet in, Element element, Step step, List<Place> into)
            throws IOException, ProblemException {
        if (element.vr() == Vr.SQ && !(element.items().isEmpty() && step.isWhole())) {
            for (var item : items(element, step)) {
                into.add(new Place.Item(in, element, item));
            }
            return;
        }
        var all = slots.of(element, in);
        if (step.choice() != null) {
            return;
        }
        if (step.index() > 1 && step.index() > all.size()
                || step.index() > 0 && Slots.areMany(element, in)) {
            return;
        }
        if (all.isEmpty()) {
            into.add(new Place.Whole(in, element));
            return;
        }
        var chosen = step.index() > 0 ? List.of(all.get(step.index() - 1)) : all;
        chosen.forEach(slot -> into.add(new Place.One(in, element, slot)));
    }

    /** All places of a data set, in order. */
    List<Place> children(DataSet set) throws IOException, ProblemException {
        var found = new ArrayList<Place>();
        for (var element : set.elements()) {
            spread(set, element, new Step(element.tag(), "", DicomPath.NONE, null, ""), found);
        }
        return found;
    }
}

package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.plugin.dicom.format.Place.Slot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which value is which, of elements with several. */
final class Slots {

    /** An element with more values is one text: nobody numbers the points of a curve. */
    private static final int MOST = 1000;

    private final Map<Element, List<Slot>> slots = new IdentityHashMap<>();

    /** One for each value; empty: there are no several values. */
    List<Slot> of(Element element, DataSet in) throws IOException {
        if (!element.vr().isMultiple() || element.value().size() < 2) {
            return List.of();
        }
        int count = count(element, in);
        if (count < 2 || count > MOST) {
            slots.remove(element);
            return List.of();
        }
        var all = slots.computeIfAbsent(element, unused -> new ArrayList<>());
        while (all.size() > count) {
            all.remove(all.size() - 1);
        }
        while (all.size() < count) {
            all.add(new Slot());
        }
        return all;
    }

    /** There are more values than are numbered. */
    static boolean areMany(Element element, DataSet in) throws IOException {
        return element.vr().isMultiple()
                && element.value().size() > MOST
                && count(element, in) > MOST;
    }

    /** What cannot be read is one value, and reading that one tells why. */
    private static int count(Element element, DataSet in) throws IOException {
        if (element.vr().kind() == Vr.Kind.NUMBER) {
            return (int) (element.value().size() / element.vr().width());
        }
        try {
            return Values.texts(element, in).size();
        } catch (RefusedException unread) {
            return 1;
        }
    }

    /** Takes out one whose value is taken out. */
    void remove(Element element, Slot slot) {
        slots.getOrDefault(element, new ArrayList<>()).remove(slot);
    }

    /** Puts one among them, for a value that is put there. */
    Slot insert(Element element, int index) {
        var slot = new Slot();
        var all = slots.computeIfAbsent(element, unused -> new ArrayList<>());
        while (all.size() < index) {
            all.add(new Slot());
        }
        all.add(index, slot);
        return slot;
    }
}

package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Content;
import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.Recoding;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes values and takes places out. */
final class Editor {

    /** Stands for a backslash that is none between values, from a template to the value. */
    static final char BACKSLASH = '\uFDD0';

    private final Slots slots;

    Editor(Slots slots) {
        this.slots = slots;
    }

    void set(Place place, Value value) throws IOException, RefusedException, ProblemException {
        if (place instanceof Place.Whole whole) {
            set(whole.in(), whole.element(), value);
        } else if (place instanceof Place.One one) {
            one(one, value);
        } else {
            var path = place instanceof Place.Item item ? name(item.element()) : "";
            throw Faults.of("not-allowed", "an item has no value: set the elements in it", path);
        }
    }

    private void set(DataSet in, Element element, Value value)
            throws IOException, RefusedException, ProblemException {
        guard(element);
        if (element.isEncapsulated()) {
            throw Faults.of(
                    "not-allowed",
                    "encapsulated pixel data cannot be set; it can be removed",
                    name(element));
        }
        if (element.vr() == Vr.SQ) {
            if (value.exists()) {
                throw Faults.of(
                        "not-allowed",
                        "a sequence has no value: set elements of its items, as "
                                + name(element)
                                + "[1].CodeValue",
                        name(element));
            }
            element.items().forEach(element::remove);
        } else if (!value.exists()) {
            put(in, element, List.of());
        } else if (element.vr().kind() == Vr.Kind.BYTES) {
            bytes(element, value);
        } else {
            put(in, element, values(element, value));
        }
    }

    /** What keeps a file readable is not for channels to change. */
    static void guard(Element element) throws ProblemException {
        if (element.tag() == Tag.TRANSFER_SYNTAX_UID) {
            throw Faults.of(
                    "not-allowed",
                    "the transfer syntax says how the file is written, and no step writes it"
                            + " otherwise",
                    name(element));
        }
        if (Tag.isGroupLength(element.tag())) {
            throw Faults.of("not-allowed", "lengths of groups are counted here", name(element));
        }
    }

    private static void bytes(Element element, Value value) throws IOException, ProblemException {
        var payload = value.payload();
        if (payload.isEmpty()) {
            throw Faults.of(
                    "value",
                    "the element is of " + element.vr() + " and takes bytes, no text",
                    name(element));
        }
        element.set(even(payload.get(), element.vr()));
    }

    private static Content even(Payload payload, Vr vr) throws IOException {
        return payload.size() % 2 == 0
                ? Stretch.of(payload)
                : Content.of(Values.even(payload.toBytes(), vr));
    }

    private static List<String> values(Element element, Value value) throws ProblemException {
        if (value.kind() == Value.Kind.BINARY) {
            throw Faults.of(
                    "value",
                    "the element is of " + element.vr() + " and takes a text, no bytes",
                    name(element));
        }
        var text = value.text();
        boolean several = value.kind() == Value.Kind.ENCODED && element.vr().isMultiple();
        var parts = several ? text.split("\\\\", -1) : new String[] {text};
        return Arrays.stream(parts).map(part -> part.replace(BACKSLASH, '\\')).toList();
    }

    private void one(Place.One place, Value value)
            throws IOException, RefusedException, ProblemException {
        guard(place.element());
        var all = new ArrayList<>(Values.texts(place.element(), place.in()));
        var values = value.exists() ? values(place.element(), value) : List.of("");
        if (values.size() > 1) {
            throw Faults.of(
                    "value",
                    "one value is written here, and there are several",
                    name(place.element()));
        }
        all.set(slots.of(place.element(), place.in()).indexOf(place.slot()), values.get(0));
        put(place.in(), place.element(), all);
    }

    /** Nothing changes where the values are the same. */
    void put(DataSet in, Element element, List<String> values)
            throws IOException, RefusedException {
        if (element.vr().kind() == Vr.Kind.BYTES) {
            element.set(Content.EMPTY);
            return;
        }
        if (!element.isEmpty() && values.equals(Values.texts(element, in))) {
            return;
        }
        if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
            Recoding.into(in, values);
        }
        element.set(Content.of(Values.bytes(values, element.tag(), element.vr(), in)));
    }

    void remove(Place place) throws IOException, RefusedException, ProblemException {
        if (place instanceof Place.Whole whole) {
            guard(whole.element());
            if (whole.element().tag() == Tag.SPECIFIC_CHARACTER_SET) {
                Recoding.into(whole.in(), List.of());
            }
            whole.in().remove(whole.element());
        } else if (place instanceof Place.Item item) {
            item.element().remove(item.item());
            if (item.element().items().isEmpty()) {
                item.in().remove(item.element());
            }
        } else if (place instanceof Place.One one) {
            guard(one.element());
            var all = new ArrayList<>(Values.texts(one.element(), one.in()));
            int index = Math.max(0, slots.of(one.element(), one.in()).indexOf(one.slot()));
            all.remove(Math.min(index, all.size() - 1));
            if (all.isEmpty()) {
                one.in().remove(one.element());
            } else {
                put(one.in(), one.element(), all);
            }
            slots.remove(one.element(), one.slot());
        }
    }

    static String name(Element element) {
        return Dictionary.name(element.tag());
    }
}

package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.Element;

/** A place in a file. Two are the same if they are about the same objects. */
sealed interface Place {

    /** The file as a whole. */
    record Root() implements Place {}

    /** An element in a data set. */
    record Whole(DataSet in, Element element) implements Place {}

    /** An item of a sequence, which stands in a data set. */
    record Item(DataSet in, Element element, DataSet item) implements Place {}

    /** One of several values of an element. */
    record One(DataSet in, Element element, Slot slot) implements Place {}

    /** A value's identity; its number changes when others go. */
    final class Slot {}
}

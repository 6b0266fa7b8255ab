package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a document between two characters of a text: that of the document, or a small one that
 * an edit brought. Siblings are linked, so that an edit costs the same wherever it is.
 */
abstract sealed class Item implements Place permits Element, Text, Other {

    /** Null: taken out, or the document. */
    @Nullable Element parent;

    @Nullable Item previous;
    @Nullable Item next;

    /** What the piece is cut from. */
    String source;

    int from;
    int to;

    Item(String source, int from, int to) {
        this.source = source;
        this.from = from;
        this.to = to;
    }

    /** As it stands in the message now. */
    abstract void write(StringBuilder out);

    /** The element that it is in. */
    Element above() {
        if (parent == null) {
            throw new IllegalStateException("the document is in no element");
        }
        return parent;
    }
}

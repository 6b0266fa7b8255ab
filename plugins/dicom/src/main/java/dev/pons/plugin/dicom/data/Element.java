package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A data element (PS3.5 section 7.1): a tag, a representation, a value. One thread. */
public final class Element {

    private final int tag;
    private final Vr vr;
    private @Nullable Span span;
    private Content value;
    private List<DataSet> items = List.of();
    private List<Span> fragments = List.of();
    private boolean changed;

    Element(int tag, Vr vr, @Nullable Span span, Content value) {
        this.tag = tag;
        this.vr = vr;
        this.span = span;
        this.value = value;
    }

    /** A new one without a value. */
    public static Element of(int tag, Vr vr) {
        return new Element(tag, vr, null, Content.EMPTY);
    }

    /** Its tag. */
    public int tag() {
        return tag;
    }

    /** Its representation; of an implicit one that of the dictionary, UN for a private one. */
    public Vr vr() {
        return vr;
    }

    /** Where it stood; null: it is new. */
    public @Nullable Span span() {
        return span;
    }

    /** Its bytes in the byte order of its data set; of a sequence or fragments none. */
    public Content value() {
        return value;
    }

    /** The items of a sequence, in order. */
    public List<DataSet> items() {
        return List.copyOf(items);
    }

    /** The fragments of encapsulated pixel data (PS3.5 section A.4), the offset table first. */
    public List<Span> fragments() {
        return List.copyOf(fragments);
    }

    /** Whether it holds encapsulated pixel data. */
    public boolean isEncapsulated() {
        return vr != Vr.SQ && span != null && span.isUndefined() && value.size() == 0;
    }

    /** Whether nothing stands in it. */
    public boolean isEmpty() {
        return value.size() == 0 && items.isEmpty() && !isEncapsulated();
    }

    /** Gives it another value, in the byte order of its data set, of even length. */
    public void set(Content bytes) {
        value = bytes;
        changed = true;
    }

    /** Puts an item among those of a sequence. */
    public void insert(int index, DataSet item) {
        read(item);
        items.add(index, items.remove(items.size() - 1));
        changed = true;
    }

    /** Takes an item out of a sequence. */
    public void remove(DataSet item) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) == item) {
                items.remove(i);
                changed = true;
                return;
            }
        }
    }

    /** While it is read. */
    void read(DataSet item) {
        items = items.isEmpty() ? new ArrayList<>(2) : items;
        items.add(item);
    }

    /** While it is read. */
    void read(Span fragment) {
        fragments = fragments.isEmpty() ? new ArrayList<>(2) : fragments;
        fragments.add(fragment);
    }

    /** While it is read: where it ended. */
    void ended(Span whole) {
        span = whole;
    }

    /** Whether it must be written anew. */
    boolean isChanged() {
        if (changed || span == null) {
            return true;
        }
        for (var item : items) {
            if (item.isChanged()) {
                return true;
            }
        }
        return false;
    }
}

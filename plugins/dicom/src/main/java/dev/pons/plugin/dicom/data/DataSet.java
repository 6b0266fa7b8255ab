package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A data set, or an item of a sequence: elements in order (PS3.5 section 7.1). One thread. */
public final class DataSet {

    private final @Nullable DataSet parent;
    private final Syntax syntax;
    private @Nullable Span span;
    private final List<Element> elements = new ArrayList<>();
    private Set<Integer> changed = Set.of();
    private boolean signed;
    private @Nullable Element characterSet;

    DataSet(@Nullable DataSet parent, Syntax syntax, @Nullable Span span) {
        this.parent = parent;
        this.syntax = syntax;
        this.span = span;
        this.signed = parent != null && parent.signed;
    }

    /** A new, empty one; without a parent: that of a file. */
    public static DataSet of(@Nullable DataSet parent, Syntax syntax) {
        return new DataSet(parent, syntax, null);
    }

    /** That in which the sequence stands of which this is an item. */
    public @Nullable DataSet parent() {
        return parent;
    }

    /** How its elements are written. */
    public Syntax syntax() {
        return syntax;
    }

    /** Where it stood, as an item; null: it is new, or no item. */
    public @Nullable Span span() {
        return span;
    }

    /** In order. */
    public List<Element> elements() {
        return List.copyOf(elements);
    }

    /** The first element with a tag. */
    public @Nullable Element find(int tag) {
        for (var element : elements) {
            if (element.tag() == tag) {
                return element;
            }
        }
        return null;
    }

    /** Puts an element where the order of tags puts it, in the place of one with its tag. */
    public void put(Element element) {
        int at = elements.size();
        while (at > 0 && order(elements.get(at - 1), element) > 0) {
            at--;
        }
        if (at > 0 && order(elements.get(at - 1), element) == 0) {
            elements.set(at - 1, element);
        } else {
            elements.add(at, element);
        }
        touch(element.tag());
    }

    private static int order(Element first, Element second) {
        return Integer.compareUnsigned(first.tag(), second.tag());
    }

    /** Takes an element out. */
    public void remove(Element element) {
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (elements.get(i) == element) {
                elements.remove(i);
                touch(element.tag());
                return;
            }
        }
    }

    /** Whether pixels are signed here: Pixel Representation (0028,0103) is 1. */
    public boolean isSigned() {
        return signed;
    }

    /** The character set of its texts: its own, or that of what it stands in. */
    public CharacterSet characters() throws IOException {
        var own = characterSet;
        if (own != null && own.vr().kind() == Vr.Kind.TEXT && !own.isEmpty()) {
            var bytes = own.value().bytes();
            var terms = new String(bytes, StandardCharsets.ISO_8859_1).split("\\\\", -1);
            return CharacterSet.of(List.of(terms));
        }
        return parent == null ? CharacterSet.DEFAULT : parent.characters();
    }

    /** While it is read. */
    void read(Element element) throws IOException {
        elements.add(element);
        if (element.tag() == Tag.SPECIFIC_CHARACTER_SET && characterSet == null) {
            characterSet = element;
        }
        if (element.tag() == Tag.PIXEL_REPRESENTATION && element.value().size() == 2) {
            signed = syntax.u16(element.value().bytes(), 0) == 1;
        }
    }

    private void touch(int tag) {
        changed = changed.isEmpty() ? new HashSet<>() : changed;
        changed.add(Tag.group(tag));
        if (tag == Tag.SPECIFIC_CHARACTER_SET) {
            characterSet = find(tag);
        }
    }

    /** While it is read: where it ended. */
    void ended(Span whole) {
        span = whole;
    }

    /** The groups in which something was changed. */
    Set<Integer> changedGroups() {
        var groups = new HashSet<>(changed);
        for (var element : elements) {
            if (element.isChanged()) {
                groups.add(Tag.group(element.tag()));
            }
        }
        return groups;
    }

    /** Whether it must be written anew. */
    boolean isChanged() {
        if (!changed.isEmpty() || span == null && parent != null) {
            return true;
        }
        for (var element : elements) {
            if (element.isChanged()) {
                return true;
            }
        }
        return false;
    }
}

package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

/**
 * Values as XPath 1.0 has them (section 5): of an element, all text below it, one after the other.
 */
final class Strings {

    private Strings() {}

    /** The value of a place. */
    static String of(Place place) {
        if (place instanceof Attribute attribute) {
            var value = value(attribute);
            return value == null ? "" : value;
        }
        var only = place instanceof Element element ? onlyText(element) : place;
        if (only instanceof Text text && References.isPlain(text.source, text.from, text.to)) {
            return text.raw();
        }
        var out = new StringBuilder();
        add((Item) place, out, Integer.MAX_VALUE);
        return out.toString();
    }

    private static @Nullable Text onlyText(Element element) {
        return element.first instanceof Text text && text == element.last ? text : null;
    }

    /** Null: it is not there any more. */
    static @Nullable String value(Attribute attribute) {
        var all = attribute.owner().attributes();
        int index = all.indexOf(attribute.name());
        return index < 0 ? null : all.value(index);
    }

    /** Whether a place has this value; reads no more of it than it must. */
    static boolean isValue(Place place, String text) {
        if (!(place instanceof Item item)) {
            return of(place).equals(text);
        }
        var out = new StringBuilder();
        add(item, out, text.length() + 1);
        return text.contentEquals(out);
    }

    /** Recursive: no document is deeper than {@link Parser#DEPTH}. */
    private static void add(Item item, StringBuilder out, int limit) {
        if (item instanceof Text text) {
            References.text(text.source, text.from, text.to, out, limit);
        } else if (item instanceof Element element) {
            var child = element.first;
            while (child != null && out.length() < limit) {
                add(child, out, limit);
                child = child.next;
            }
        }
    }
}

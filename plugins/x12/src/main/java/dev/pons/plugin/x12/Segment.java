package dev.pons.plugin.x12;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One segment: its text until someone asks for an element, then elements. Behind it stand the
 * terminator and the line end that some senders add.
 */
final class Segment {

    private final String name;
    private final String end;
    private String text;
    private boolean gone;
    private @Nullable List<Element> elements;
    private int index;

    Segment(String name, String text, String end) {
        this.name = name;
        this.text = text;
        this.end = end;
    }

    String name() {
        return name;
    }

    boolean is(String wanted) {
        return name.equals(wanted);
    }

    /** Elements of ISA have fixed widths and no parts. */
    boolean opaque() {
        return is("ISA");
    }

    /** Where it stands among all; see {@link Segments#indexOf}. */
    int index() {
        return index;
    }

    void index(int now) {
        index = now;
    }

    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    String end() {
        return end;
    }

    /** As it stands, without its terminator. */
    String text(Delimiters own) {
        if (elements == null) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16).append(name);
        for (var element : elements) {
            out.append(own.element()).append(element.text(own));
        }
        return out.toString();
    }

    private List<Element> elements(Delimiters own) {
        if (elements == null) {
            var split = new ArrayList<Element>();
            for (var element : Split.by(own.element(), text)) {
                split.add(new Element(element));
            }
            split.remove(0);
            elements = split;
        }
        return elements;
    }

    /** How many elements there are. */
    int count(Delimiters own) {
        return elements(own).size();
    }

    /** One more element, which is empty. */
    void extend(Delimiters own) {
        elements(own).add(new Element(""));
    }

    /** The live list of repetitions of an element, counted from 1; empty: it is absent. */
    List<Repetition> repetitions(Delimiters own, int element) {
        var all = elements(own);
        return element > all.size() ? List.of() : all.get(element - 1).repetitions(own, opaque());
    }

    /** The first repetition of an element as it stands, without blanks around; absent: empty. */
    String said(Delimiters own, int element) {
        var all = repetitions(own, element);
        return all.isEmpty() ? "" : all.get(0).text().strip();
    }

    /** All of it becomes another text; handles into it end. */
    void become(String other) {
        if (elements != null) {
            elements.forEach(Element::leave);
        }
        elements = null;
        text = other;
    }

    /** All repetitions of an element become those of a text; the first handle stays. */
    void element(Delimiters own, int element, String other) {
        var repetitions = repetitions(own, element);
        var texts = Split.by(own.repetition(), other);
        while (repetitions.size() > texts.size()) {
            repetitions.remove(repetitions.size() - 1).leave();
        }
        for (int i = 0; i < texts.size(); i++) {
            if (i < repetitions.size()) {
                repetitions.get(i).become(texts.get(i));
            } else {
                repetitions.add(new Repetition(texts.get(i)));
            }
        }
    }
}

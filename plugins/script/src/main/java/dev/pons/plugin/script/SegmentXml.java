package dev.pons.plugin.script;

import dev.pons.plugin.script.Fields.Component;
import dev.pons.plugin.script.Fields.Field;
import dev.pons.plugin.script.Fields.Repetition;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.w3c.dom.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a segment as XML says, which {@link Making} makes: {@code <PID><PID.5><PID.5.1>}, a field
 * without components has one, a component with subcomponents has {@code <PID.3.4.1>} below it.
 */
final class SegmentXml {

    /** Numbers above are mistakes; the standard ends far below. */
    private static final int HIGHEST = 1000;

    /** All fields. */
    static final IntPredicate ALL = number -> true;

    private SegmentXml() {}

    /** What an element says in some of its fields; nothing in the others. */
    static Fields fields(Element segment, IntPredicate which) throws ProblemException {
        var name = segment.getLocalName();
        var fields = new ArrayList<List<Repetition>>();
        for (var at = segment.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element field) {
                int number = number(field, name);
                while (fields.size() < number) {
                    fields.add(new ArrayList<>());
                }
                if (which.test(number)) {
                    fields.get(number - 1).add(repetition(field));
                }
            } else if (!at.getTextContent().isBlank()) {
                throw wrong(name, "a text stands in the segment itself; set a component");
            }
        }
        return new Fields(fields.stream().map(Field::new).toList());
    }

    private static Repetition repetition(Element field) throws ProblemException {
        var components = new ArrayList<Component>();
        for (var at = field.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element component) {
                put(
                        components,
                        number(component, field.getLocalName()),
                        new Component(parts(component)),
                        Component.NONE);
            }
        }
        return new Repetition(
                components.isEmpty() ? List.of(Component.of(field.getTextContent())) : components);
    }

    private static List<String> parts(Element component) throws ProblemException {
        var parts = new ArrayList<String>();
        for (var at = component.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element part) {
                put(parts, number(part, component.getLocalName()), part.getTextContent(), "");
            }
        }
        return parts.isEmpty() ? List.of(component.getTextContent()) : parts;
    }

    private static <T> void put(List<T> list, int number, T value, T nothing) {
        while (list.size() < number) {
            list.add(nothing);
        }
        list.set(number - 1, value);
    }

    /** Of {@code PID.5} below {@code PID}: 5. */
    static int number(Element element, String parent) throws ProblemException {
        var name = element.getLocalName();
        int dot = parent.length();
        boolean below =
                name.length() > dot + 1
                        && name.length() <= dot + 5
                        && name.charAt(dot) == '.'
                        && name.startsWith(parent);
        int number = 0;
        for (int i = dot + 1; below && i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            below = digit >= 0 && digit <= 9;
            number = number * 10 + digit;
        }
        if (!below || number < 1 || number > HIGHEST) {
            throw wrong(parent, "an element below it is not named after it, as " + parent + ".1");
        }
        return number;
    }

    private static ProblemException wrong(String path, String words) {
        return new ProblemException(Problem.of("value", "msg: " + words).at(path));
    }
}

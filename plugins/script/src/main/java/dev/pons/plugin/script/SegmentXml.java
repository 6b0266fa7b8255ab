package dev.pons.plugin.script;

import dev.pons.plugin.script.Fields.Component;
import dev.pons.plugin.script.Fields.Field;
import dev.pons.plugin.script.Fields.Repetition;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.util.ArrayList;
import java.util.List;

/**
 * A segment as XML and back: {@code <PID><PID.5><PID.5.1>}, a field without components has one, a
 * component with subcomponents has {@code <PID.3.4.1>} below it.
 */
final class SegmentXml {

    /** Numbers above are mistakes; the standard ends far below. */
    private static final int HIGHEST = 1000;

    private final Document document;

    SegmentXml(Document document) {
        this.document = document;
    }

    /** A new element. */
    Element element(String segment, Fields fields) throws ProblemException {
        var element = named(segment);
        for (int i = 1; i <= fields.all().size(); i++) {
            var name = segment + "." + i;
            var field = fields.field(i);
            if (field.repetitions().isEmpty()) {
                element.appendChild(named(name));
            }
            boolean plain = segment.equals("MSH") && i <= 2;
            for (var repetition : field.repetitions()) {
                element.appendChild(plain ? plain(name, repetition) : full(name, repetition));
            }
        }
        return element;
    }

    private Element named(String name) throws ProblemException {
        try {
            return document.createElementNS(null, name);
        } catch (DOMException noName) {
            throw new ProblemException(
                    Problem.of("unsupported", "a segment has a name that XML cannot have"));
        }
    }

    private Element plain(String name, Repetition repetition) throws ProblemException {
        return text(name, repetition.components().get(0).parts().get(0));
    }

    private Element text(String name, String text) throws ProblemException {
        var element = named(name);
        if (!text.isEmpty()) {
            element.appendChild(document.createTextNode(text));
        }
        return element;
    }

    private Element full(String name, Repetition repetition) throws ProblemException {
        var element = named(name);
        int number = 0;
        for (var component : repetition.components()) {
            number++;
            element.appendChild(component(name + "." + number, component.parts()));
        }
        return element;
    }

    private Element component(String name, List<String> parts) throws ProblemException {
        if (parts.size() <= 1) {
            return text(name, parts.isEmpty() ? "" : parts.get(0));
        }
        var element = named(name);
        for (int i = 1; i <= parts.size(); i++) {
            element.appendChild(text(name + "." + i, parts.get(i - 1)));
        }
        return element;
    }

    /** What an element says. */
    static Fields fields(Element segment) throws ProblemException {
        var name = segment.getLocalName();
        var fields = new ArrayList<List<Repetition>>();
        for (var at = segment.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element field) {
                int number = number(field, name);
                while (fields.size() < number) {
                    fields.add(new ArrayList<>());
                }
                fields.get(number - 1).add(repetition(field));
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
    private static int number(Node element, String parent) throws ProblemException {
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

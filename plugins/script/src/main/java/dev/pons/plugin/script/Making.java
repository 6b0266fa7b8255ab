package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Node;

import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.util.function.IntPredicate;

/**
 * A segment as XML; see {@link SegmentXml}. Made straight from its text, which has the standard's
 * delimiters; empty ends are left out, for they say nothing.
 */
final class Making {

    private final Document document;
    private final Untouched made;
    private final Node segment;
    private final String text;
    private int field;
    private int repetition;
    private int component;

    private Making(Document document, Untouched made, Node segment) throws ProblemException {
        this.document = document;
        this.made = made;
        this.segment = segment;
        this.text = segment.encoded().text();
    }

    /**
     * A new element with some of the fields; the others are left out.
     *
     * @param made where all nodes of it are noted
     */
    static Element element(Document document, Untouched made, Node segment, IntPredicate which)
            throws ProblemException {
        var root = root(document, segment.name());
        int place = made.begin(root, segment.name());
        // names below it are its own and numbers, and need no look
        document.setStrictErrorChecking(false);
        try {
            new Making(document, made, segment).fields(root, which);
        } finally {
            document.setStrictErrorChecking(true);
        }
        made.end(place);
        return root;
    }

    private static Element root(Document document, String name) throws ProblemException {
        try {
            return document.createElementNS(null, name);
        } catch (DOMException noName) {
            throw new ProblemException(
                    Problem.of("unsupported", "a segment has a name that XML cannot have"));
        }
    }

    private void fields(Element root, IntPredicate which) throws ProblemException {
        int at = end(0, text.length(), '|') + 1;
        if (segment.name().equals("MSH")) {
            int second = end(at, text.length(), '|');
            root.appendChild(leaf("MSH.1", "|"));
            root.appendChild(leaf("MSH.2", text.substring(at, second)));
            at = second + 1;
            field = 2;
        }
        int end = trimmed(at, text.length(), "|~^&");
        while (at < end) {
            int next = end(at, end, '|');
            field++;
            if (which.test(field)) {
                field(root, segment.name() + "." + field, at, next);
            }
            at = next + 1;
        }
    }

    private void field(Element root, String name, int from, int to) throws ProblemException {
        int end = trimmed(from, to, "~^&");
        if (end == from) {
            root.appendChild(leaf(name, ""));
        }
        repetition = 0;
        for (int at = from; at < end; ) {
            int next = end(at, end, '~');
            repetition++;
            root.appendChild(repetition(name, at, next));
            at = next + 1;
        }
    }

    private Element repetition(String name, int from, int to) throws ProblemException {
        var element = document.createElementNS(null, name);
        int place = made.begin(element, name);
        int end = trimmed(from, to, "^&");
        component = 0;
        for (int at = from; at < end; ) {
            int next = end(at, end, '^');
            component++;
            element.appendChild(component(name + "." + component, at, next));
            at = next + 1;
        }
        made.end(place);
        return element;
    }

    private Element component(String name, int from, int to) throws ProblemException {
        int end = trimmed(from, to, "&");
        int next = end(from, end, '&');
        if (next == end) {
            return leaf(name, unescaped(1, from, end));
        }
        var element = document.createElementNS(null, name);
        int place = made.begin(element, name);
        int part = 0;
        for (int at = from; at < end; ) {
            next = end(at, end, '&');
            part++;
            element.appendChild(leaf(name + "." + part, unescaped(part, at, next)));
            at = next + 1;
        }
        made.end(place);
        return element;
    }

    private String unescaped(int part, int from, int to) throws ProblemException {
        var written = text.substring(from, to);
        return written.indexOf('\\') < 0
                ? written
                : segment.text(field + "[" + repetition + "]." + component + "." + part);
    }

    private Element leaf(String name, String said) {
        var element = document.createElementNS(null, name);
        int place = made.begin(element, name);
        if (!said.isEmpty()) {
            var node = document.createTextNode(said);
            made.begin(node, said);
            element.appendChild(node);
        }
        made.end(place);
        return element;
    }

    /** Where the first of the delimiters stands, else the end. */
    private int end(int from, int to, char delimiter) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == delimiter) {
                return i;
            }
        }
        return to;
    }

    private int trimmed(int from, int to, String delimiters) {
        int end = to;
        while (end > from && delimiters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}

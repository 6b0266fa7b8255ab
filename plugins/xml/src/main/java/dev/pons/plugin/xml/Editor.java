package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Index;
import dev.pons.plugin.xml.Path.Kind;
import dev.pons.plugin.xml.Path.Step;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Changes, each of which exchanges the text of its place only. */
final class Editor {

    private final Decoded decoded;
    private final Element document;
    private final Finder finder;

    Editor(Decoded decoded, Element document, Finder finder) {
        this.decoded = decoded;
        this.document = document;
        this.finder = finder;
    }

    /** A place that an earlier edit took out is a problem. */
    void present(Place node) throws ProblemException {
        Item item = node instanceof Attribute attribute ? attribute.owner() : (Item) node;
        while (item.parent != null) {
            item = item.parent;
        }
        boolean gone = node instanceof Attribute one && Strings.value(one) == null;
        if (item != document || gone) {
            throw problem("missing", "this place was removed or replaced by an earlier change");
        }
    }

    static ProblemException problem(String code, String words) {
        return new ProblemException(Problem.of(code, words));
    }

    void set(Place node, Value value) throws ProblemException {
        if (value.kind() == Value.Kind.DELETED) {
            throw problem(
                    "value",
                    "XML has no value that says deleted; set what the schema has for it, as"
                            + " @nullFlavor");
        }
        if (node instanceof Attribute attribute) {
            attribute(attribute, value);
        } else if (node instanceof Text text) {
            text(text, value);
        } else if (node instanceof Element element && element != document) {
            element(element, value);
        } else {
            throw problem("not-allowed", "the document as a whole cannot be set; set its elements");
        }
    }

    private void element(Element element, Value value) throws ProblemException {
        var only = element.first == element.last ? element.first : null;
        var raw = only instanceof Text text ? Markup.like(text, value, decoded) : Markup.of(value);
        var now = new StringBuilder();
        element.content(now);
        if (raw.contentEquals(now)) {
            return;
        }
        var parsed = parsed(raw, element);
        boolean texts = isLeaf(element) && isText(parsed);
        if (!texts || !Strings.of(parsed).equals(Strings.of(element))) {
            replace(element, parsed);
        }
    }

    /** No elements are in it. */
    private static boolean isLeaf(Element element) {
        var child = element.first;
        while (child != null && !(child instanceof Element)) {
            child = child.next;
        }
        return child == null;
    }

    /** Nothing but character data is in it. */
    private static boolean isText(Element element) {
        return element.first == null
                || element.first instanceof Text && element.first == element.last;
    }

    /** Puts the children of what was parsed for it in place of its own. */
    private static void replace(Element element, Element parsed) {
        element.clear();
        for (var child = parsed.first; child != null; ) {
            var next = child.next;
            element.insert(child, null);
            child = next;
        }
    }

    /** Puts markup in place of what is in an element. */
    void content(Element element, String raw) throws ProblemException {
        replace(element, parsed(raw, element));
    }

    private Element parsed(String raw, Element within) throws ProblemException {
        try {
            return Parser.fragment(decoded.fitting(raw), within);
        } catch (Malformed fault) {
            throw Markup.refused(fault);
        }
    }

    private void text(Text text, Value value) throws ProblemException {
        var raw = Markup.like(text, value, decoded);
        var parsed = parsed(raw, text.above());
        if (!isText(parsed)) {
            throw problem("value", "a text has no elements in it; set the element that it is in");
        }
        if (!Strings.of(parsed).equals(Strings.of(text))) {
            text.become(parsed.first instanceof Text other ? other.raw() : "");
            text.above().touched();
        }
    }

    private void attribute(Attribute attribute, Value value) throws ProblemException {
        var all = attribute.owner().attributes();
        int index = all.indexOf(attribute.name());
        char quote = all.quote(index);
        var raw = Markup.of(value, quote);
        if (!References.attribute(raw, 0, raw.length()).equals(all.value(index))) {
            attribute.owner().tag(all.with(index, decoded.fitting(raw)));
        }
    }

    /** The first place at a path; what is absent of it is made. */
    Place make(Place from, Path path, String written) throws ProblemException {
        var found = finder.all(from, path);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        var node = path.absolute() ? document : from;
        for (var step : path.steps()) {
            var next =
                    step.deep()
                            ? finder.all(node, new Path(false, List.of(step), ""))
                            : finder.below(node, step);
            if (next.isEmpty() && !(node instanceof Element)) {
                throw new ProblemException(
                        Problem.of("value", "nothing is below an attribute or a text").at(written));
            }
            node = next.isEmpty() ? made((Element) node, step, written) : next.get(0);
        }
        return node;
    }

    private Place made(Element parent, Step step, String written) throws ProblemException {
        if (parent == document) {
            throw new ProblemException(
                    Problem.of("missing", "the outermost element of the message is another one")
                            .at(written));
        }
        if (step.deep() || step.anyName() && step.kind() != Kind.TEXT || !isNext(parent, step)) {
            throw new ProblemException(
                    Problem.of("missing", "nothing here is what the path asks for").at(written));
        }
        return create(parent, step, lastLike(parent, step));
    }

    /** Nothing chooses, or the index behind the last one. */
    private boolean isNext(Element parent, Step step) {
        if (step.choices().isEmpty()) {
            return true;
        }
        return step.choices().size() == 1
                && step.choices().get(0) instanceof Index index
                && index.number() == finder.below(parent, step.plain()).size() + 1;
    }

    /** Behind which child a new one goes; null: none. */
    static @Nullable Item lastLike(Element parent, Step step) {
        Item last = null;
        for (var item = parent.last; item != null; item = item.previous) {
            if (item instanceof Element element) {
                if (element.isNamed(step.name())) {
                    return element;
                }
                last = last == null ? element : last;
            }
        }
        return last;
    }

    /** A new child behind another one (null: at the end), or a new attribute. */
    Place create(Element parent, Step step, @Nullable Item behind) throws ProblemException {
        if (parent == document) {
            throw problem("not-allowed", "a document has one outermost element");
        }
        if (step.kind() == Kind.ATTRIBUTE) {
            return attribute(parent, Name.attribute(parent, step), "\"\"");
        }
        if (step.kind() == Kind.TEXT) {
            var text = Text.of("");
            parent.insert(text, behind == null ? null : behind.next);
            return text;
        }
        var element = fresh(parent, Name.child(parent, step));
        if (behind == null) {
            parent.insert(element, null);
            return element;
        }
        var next = behind.next;
        if (behind.previous instanceof Text before && before.isIndentation()) {
            parent.insert(Text.of(before.raw()), next);
        }
        parent.insert(element, next);
        return element;
    }

    /** A new child before another one. */
    Element before(Item next, Step step) throws ProblemException {
        var parent = next.above();
        if (parent == document) {
            throw problem("not-allowed", "a document has one outermost element");
        }
        var element = fresh(parent, Name.child(parent, step));
        parent.insert(element, next);
        if (element.previous instanceof Text before && before.isIndentation()) {
            parent.insert(Text.of(before.raw()), next);
        }
        return element;
    }

    private Element fresh(Element parent, Name name) throws ProblemException {
        if (parent.depth() >= Parser.DEPTH) {
            throw problem("too-long", "elements lie more than 500 deep in each other");
        }
        var raw = "<" + name.written() + name.declaration() + "/>";
        fits(raw);
        return new Element(raw, 0, raw.length(), name.within(parent.scope()));
    }

    private void fits(String name) throws ProblemException {
        if (!decoded.fitting(name).equals(name)) {
            throw problem("value", "the character set of the message lacks a character of a name");
        }
    }

    /** A new attribute with its value in quotation marks as it is to stand there. */
    Attribute attribute(Element owner, Name name, String quoted) throws ProblemException {
        if (owner.attributes().count() >= Attributes.MOST) {
            throw problem("too-long", "an element has more than 1,000 attributes");
        }
        fits(name.written());
        owner.put(name, quoted);
        return new Attribute(owner, name.written());
    }

    /** Takes a place out; an element with its line, where it has one of its own. */
    void remove(Place node) throws ProblemException {
        if (node instanceof Attribute attribute) {
            var all = attribute.owner().attributes();
            attribute.owner().tag(all.without(all.indexOf(attribute.name())));
            return;
        }
        var item = (Item) node;
        var parent = item.above();
        if (parent == document) {
            throw problem("not-allowed", "a document has one outermost element, which stays");
        }
        var before = item.previous;
        var behind = item.next;
        parent.unlink(item);
        boolean line =
                before instanceof Text first
                        && first.isIndentation()
                        && behind instanceof Text second
                        && second.isIndentation();
        if (item instanceof Element && line && before != null) {
            parent.unlink(before);
        }
    }
}

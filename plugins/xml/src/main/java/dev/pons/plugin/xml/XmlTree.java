package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Kind;
import dev.pons.plugin.xml.Path.Step;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * A document as elements, attributes and texts. An element with neither attributes nor elements is
 * a leaf whose value is its text; of others, texts are children. Comments, processing instructions,
 * the declaration and white space between elements are kept and are no nodes.
 */
final class XmlTree implements Tree<Place> {

    private static final Step ANY_ATTRIBUTE =
            new Step(false, Kind.ATTRIBUTE, "", null, "*", List.of());

    private final Payload original;
    private final Decoded decoded;
    private final Element document;
    private final Paths paths;
    private final Finder finder;
    private final Editor editor;

    private XmlTree(Payload original, Decoded decoded, Element document, Paths paths) {
        this.original = original;
        this.decoded = decoded;
        this.document = document;
        this.paths = paths;
        this.finder = new Finder(document);
        this.editor = new Editor(decoded, document, finder);
    }

    /** Reads all of a document, and refuses what is not well formed. */
    static XmlTree of(Payload original, Decoded decoded, Paths paths) throws ProblemException {
        try {
            return new XmlTree(original, decoded, Parser.document(decoded.text()), paths);
        } catch (Malformed fault) {
            throw decoded.problem(fault);
        }
    }

    @Override
    public Place root() {
        return document;
    }

    @Override
    public String name(Place node) {
        if (node instanceof Attribute attribute) {
            return "@" + attribute.local();
        }
        if (node instanceof Element element) {
            return element == document ? "document" : element.local();
        }
        return "text()";
    }

    @Override
    public Value value(Place node) throws ProblemException {
        editor.present(node);
        return Value.of(Strings.of(node));
    }

    @Override
    public Value encoded(Place node) throws ProblemException {
        editor.present(node);
        if (node instanceof Attribute attribute) {
            var all = attribute.owner().attributes();
            return Value.encoded(all.raw(all.indexOf(attribute.name())));
        }
        var out = new StringBuilder();
        if (node instanceof Element element) {
            element.content(out);
        } else {
            ((Item) node).write(out);
        }
        return Value.encoded(out.toString());
    }

    @Override
    public List<Place> children(Place node) throws ProblemException {
        editor.present(node);
        var children = new ArrayList<Place>();
        if (!(node instanceof Element element)) {
            return children;
        }
        children.addAll(finder.below(element, ANY_ATTRIBUTE));
        boolean leaf = children.isEmpty();
        for (var child = element.first; child != null; child = child.next) {
            leaf &= !(child instanceof Element);
            if (child instanceof Element || child instanceof Text text && !text.isBlank()) {
                children.add(child);
            }
        }
        return leaf ? new ArrayList<>() : children;
    }

    @Override
    public List<Place> find(Place from, String path) throws ProblemException {
        editor.present(from);
        return finder.all(from, paths.of(path));
    }

    @Override
    public void set(Place node, Value value) throws ProblemException {
        editor.present(node);
        editor.set(node, value);
    }

    @Override
    public Place make(Place from, String path) throws ProblemException {
        editor.present(from);
        return editor.make(from, paths.of(path), path);
    }

    @Override
    public void copy(Place from, String source, String target) throws ProblemException {
        editor.present(from);
        new Copier(finder, editor).copy(from, paths.of(source), paths.of(target), target);
    }

    @Override
    public Place insert(Place parent, int index, String name) throws ProblemException {
        editor.present(parent);
        var step = single(name);
        if (!(parent instanceof Element element)) {
            throw Editor.problem("not-allowed", "nothing is below an attribute or a text");
        }
        var children = children(parent);
        for (int i = index; i < children.size(); i++) {
            if (children.get(i) instanceof Item next && step.kind() == Kind.ELEMENT) {
                return editor.before(next, step);
            }
        }
        boolean last = children.isEmpty() || !(children.get(children.size() - 1) instanceof Item);
        var behind = last ? element.last : (Item) children.get(children.size() - 1);
        return editor.create(element, step, behind);
    }

    @Override
    public Place add(Place from, String path, boolean first) throws ProblemException {
        editor.present(from);
        var parsed = paths.of(path);
        if (parsed.steps().isEmpty()) {
            throw new ProblemException(Problem.of("value", "nothing to add is named").at(path));
        }
        var parents = finder.all(from, parsed.above());
        if (parents.isEmpty() || !(parents.get(0) instanceof Element parent)) {
            throw new ProblemException(
                    Problem.of("missing", "nothing here to put it below").at(path));
        }
        var step = plain(parsed.last(), path);
        var alike = finder.below(parent, step);
        if (first && !alike.isEmpty() && alike.get(0) instanceof Element next) {
            return editor.before(next, step);
        }
        return editor.create(parent, step, Editor.lastLike(parent, step));
    }

    private Step single(String name) throws ProblemException {
        var path = paths.of(name);
        if (path.absolute() || path.steps().size() != 1) {
            throw new ProblemException(
                    Problem.of("value", "the name of a child is one name, as id or @root")
                            .at(name));
        }
        return plain(path.last(), name);
    }

    private static Step plain(Step step, String written) throws ProblemException {
        boolean any = step.anyName() && step.kind() != Kind.TEXT;
        if (step.deep() || any || !step.choices().isEmpty()) {
            throw new ProblemException(
                    Problem.of("value", "what is added has a plain name, as id or @root")
                            .at(written));
        }
        return step;
    }

    @Override
    public void remove(Place node) throws ProblemException {
        editor.present(node);
        editor.remove(node);
    }

    @Override
    public Payload write() throws ProblemException {
        if (document.changes() == 0) {
            return original;
        }
        var out = new StringBuilder(decoded.text().length() + 64);
        document.write(out);
        return Payload.of(decoded.encode(out.toString()));
    }
}

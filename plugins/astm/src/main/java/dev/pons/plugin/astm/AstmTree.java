package dev.pons.plugin.astm;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * A message as records, repeats of fields, components. Fields are looked for when someone asks, and
 * an edit exchanges the text of its place only.
 */
final class AstmTree implements Tree<Place> {

    private final Payload original;
    private final Records records;
    private final Encoding encoding;
    private final Texts texts;
    private final Finder finder;
    private final Editor editor;

    AstmTree(Payload original, Records records, Encoding encoding) {
        this.original = original;
        this.records = records;
        this.encoding = encoding;
        this.texts = new Texts(records, encoding);
        this.finder = new Finder(records, texts);
        this.editor = new Editor(records, texts, finder);
    }

    Records records() {
        return records;
    }

    /** See {@link Texts#raw}. */
    String raw(Place node) {
        return texts.raw(node);
    }

    @Override
    public Place root() {
        return Place.MESSAGE;
    }

    @Override
    public String name(Place node) {
        if (node.record() == null) {
            return "message";
        }
        return node.repeat() == null
                ? node.record().name()
                : Integer.toString(node.component() > 0 ? node.component() : node.field());
    }

    @Override
    public Value value(Place node) throws ProblemException {
        return texts.value(node);
    }

    @Override
    public Value encoded(Place node) throws ProblemException {
        return texts.encoded(node);
    }

    @Override
    public List<Place> children(Place node) throws ProblemException {
        texts.present(node);
        var children = new ArrayList<Place>();
        var record = node.record();
        if (record == null) {
            records.all().forEach(each -> children.add(Place.of(each)));
        } else if (node.repeat() == null) {
            int fields = record.count(records.delimiters());
            for (int field = 1; field <= fields; field++) {
                for (var repeat : record.repeats(records.delimiters(), field)) {
                    children.add(new Place(record, field, repeat, 0));
                }
            }
        } else if (texts.isStructure(node)) {
            int parts = texts.components(node).size();
            for (int part = 1; part <= parts; part++) {
                children.add(node.component(part));
            }
        }
        return children;
    }

    @Override
    public List<Place> find(Place from, String path) throws ProblemException {
        texts.present(from);
        return finder.all(from, parsed(path));
    }

    @Override
    public void set(Place node, Value value) throws ProblemException {
        texts.present(node);
        editor.set(node, value);
    }

    @Override
    public Place make(Place from, String path) throws ProblemException {
        texts.present(from);
        return editor.make(from, parsed(path), path);
    }

    @Override
    public void copy(Place from, String source, String target) throws ProblemException {
        texts.present(from);
        new Copier(records, texts, finder, editor)
                .copy(from, parsed(source), parsed(target), target);
    }

    @Override
    public Place insert(Place parent, int index, String name) throws ProblemException {
        texts.present(parent);
        parsed(name);
        return editor.insert(parent, index, name);
    }

    @Override
    public List<Place> group(Place element) throws ProblemException {
        texts.present(element);
        var record = element.record();
        if (record == null || element.repeat() != null) {
            return List.of(element);
        }
        var all = records.all();
        int from = records.indexOf(record);
        return all.subList(from, Levels.end(all, from)).stream().map(Place::of).toList();
    }

    @Override
    public Place add(Place from, String path, boolean first) throws ProblemException {
        texts.present(from);
        return editor.add(from, parsed(path), path, first);
    }

    @Override
    public void remove(Place node) throws ProblemException {
        texts.present(node);
        editor.remove(node);
    }

    @Override
    public Payload write() throws ProblemException {
        return records.changed() ? only(records.all()) : original;
    }

    /** The bytes of a message that has only these records. */
    Payload only(List<AstmRecord> wanted) throws ProblemException {
        return Payload.of(encoding.encode(records.write(wanted)));
    }

    private static Path parsed(String path) throws ProblemException {
        try {
            return PathParser.parse(path);
        } catch (IllegalArgumentException fault) {
            throw new ProblemException(
                    Problem.of("value", String.valueOf(fault.getMessage())).at(path));
        }
    }
}

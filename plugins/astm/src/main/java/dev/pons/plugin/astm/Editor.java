package dev.pons.plugin.astm;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** Changes, each of which exchanges the text of its place only. */
final class Editor {

    private final Records records;
    private final Texts texts;
    private final Finder finder;

    Editor(Records records, Texts texts, Finder finder) {
        this.records = records;
        this.texts = texts;
        this.finder = finder;
    }

    void set(Place node, Value value) throws ProblemException {
        if (same(node, value)) {
            return;
        }
        var record = node.record();
        if (record == null) {
            throw notAllowed("the message as a whole cannot be set; set its records", "");
        }
        if (node.repeat() == null) {
            whole(record, value);
            return;
        }
        guard(node);
        raw(node, texts.written(node, value));
    }

    private void guard(Place node) throws ProblemException {
        if (node.opaque()) {
            throw notAllowed(
                    "the type of a record and the delimiters of a message cannot be changed",
                    texts.path(node));
        }
    }

    private static ProblemException notAllowed(String words, String path) {
        return new ProblemException(Problem.of("not-allowed", words).at(path));
    }

    /** True where setting would say what is there already, however it is written. */
    private boolean same(Place node, Value value) {
        if (value.kind() == Value.Kind.BINARY || !texts.exists(node)) {
            return false;
        }
        try {
            var current = texts.value(node);
            boolean text = value.kind() != Value.Kind.ENCODED && value.exists();
            if (current.kind() == (text ? Value.Kind.TEXT : value.kind())) {
                return current.text().equals(value.text());
            }
            return value.kind() == Value.Kind.ENCODED
                    && current.kind() == Value.Kind.TEXT
                    && texts.encoded(node).text().equals(value.text());
        } catch (ProblemException unreadable) {
            return false;
        }
    }

    /** Replaces all of a record. */
    private void whole(AstmRecord record, Value value) throws ProblemException {
        var name = record.name();
        var text = value.text();
        if (record.isHeader()) {
            throw notAllowed("a header cannot be set as a whole; set its fields", name);
        }
        if (!text.equals(name) && !text.startsWith(name + "|")) {
            throw new ProblemException(
                    Problem.of("value", "a record is set with text that begins with its type")
                            .at(name));
        }
        var own = Escapes.translate(text, Delimiters.STANDARD, texts.delimiters());
        texts.writable(Place.of(record), own);
        record.become(own);
        records.change();
    }

    /** Puts text into a place that is there, filled up with component delimiters if need be. */
    void raw(Place node, String text) {
        var record = node.record();
        var repeat = node.repeat();
        if (record == null || repeat == null || texts.raw(node).equals(text) && exact(node)) {
            return;
        }
        records.change();
        var own = texts.delimiters();
        if (node.component() > 0) {
            var parts = new ArrayList<>(texts.components(node));
            while (parts.size() < node.component()) {
                parts.add("");
            }
            parts.set(node.component() - 1, text);
            repeat.become(String.join(String.valueOf(own.component()), parts));
            return;
        }
        var repeats = record.repeats(own, node.field());
        var several = Split.by(own.repeat(), text);
        repeat.become(several.get(0));
        for (int i = 1; i < several.size(); i++) {
            repeats.add(repeats.indexOf(repeat) + i, new Repeat(several.get(i)));
        }
    }

    private boolean exact(Place node) {
        return node.component() == 0 || node.component() <= texts.components(node).size();
    }

    /** The first place at a path; what is absent of it is made. */
    Place make(Place from, Path path, String written) throws ProblemException {
        var field = path.field();
        if (path.relative()) {
            return relative(from, field, written);
        }
        var found = finder.all(from, path);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        var matching = finder.records(from, path.records());
        var record = matching.isEmpty() ? added(from, path, written) : matching.get(0);
        return field == null ? Place.of(record) : field(record, field, written);
    }

    private Place relative(Place from, Path.@Nullable Field numbers, String written)
            throws ProblemException {
        var record = from.record();
        if (numbers == null || record == null || from.component() > 0) {
            throw new ProblemException(
                    Problem.of("value", "the path must begin with a record").at(written));
        }
        return from.repeat() == null
                ? field(record, numbers, written)
                : component(from.component(numbers.number()));
    }

    private Place field(AstmRecord record, Path.Field field, String written)
            throws ProblemException {
        if (field.choice() != null) {
            var found = new ArrayList<Place>();
            var chosen = new Path.Field(field.number(), field.index(), field.choice(), 0);
            finder.fields(record, chosen, found);
            if (found.isEmpty()) {
                throw missing("no repeat of the field has what the path asks for", written);
            }
            return component(found.get(0).component(field.component()));
        }
        return repeat(record, field.number(), Math.max(1, field.index()), field.component());
    }

    private Place repeat(AstmRecord record, int field, int number, int component)
            throws ProblemException {
        var own = texts.delimiters();
        while (record.count(own) < field) {
            record.extend(own);
            records.change();
        }
        var repeats = record.repeats(own, field);
        if (repeats.size() < number) {
            guard(new Place(record, field, null, 0));
        }
        while (repeats.size() < number) {
            repeats.add(new Repeat(""));
            records.change();
        }
        return component(new Place(record, field, repeats.get(number - 1), component));
    }

    private Place component(Place place) throws ProblemException {
        if (!texts.exists(place)) {
            guard(place);
            raw(place, "");
        }
        return place;
    }

    private static ProblemException missing(String words, String path) {
        return new ProblemException(Problem.of("missing", words).at(path));
    }

    /** A new record, below the parent that the path names, where its level puts it. */
    private AstmRecord added(Place from, Path path, String written) throws ProblemException {
        var steps = path.records();
        var last = steps.get(steps.size() - 1);
        var above = steps.subList(0, steps.size() - 1);
        var parent = from.record();
        if (!above.isEmpty()) {
            var parents = finder.records(from, above);
            if (parents.isEmpty()) {
                throw missing("the message has no such record to put another below", written);
            }
            parent = parents.get(0);
        }
        var all = records.all();
        int at = parent == null ? 0 : records.indexOf(parent);
        int there = parent == null ? Levels.of(last.name()) : 0;
        int count =
                parent == null && there != Levels.ATTACHED
                        ? (int) all.stream().filter(r -> r.name().equals(last.name())).count()
                        : Levels.below(all, at, last.name()).size();
        if (last.choice() != null || last.index() > 1 + count) {
            throw missing("no record has what the path asks for", written);
        }
        if (parent == null && last.name().equals("L")) {
            return insertAt(all.size(), "L");
        }
        return insertAt(Levels.place(all, at, last.name()), last.name());
    }

    /** A new element at a path; see {@link dev.pons.spi.format.Tree#add}. */
    Place add(Place from, Path path, String written, boolean first) throws ProblemException {
        var field = path.field();
        if (field == null) {
            return Place.of(another(from, path, written, first));
        }
        var record =
                path.relative()
                        ? from.record()
                        : finder.records(from, path.records()).stream().findFirst().orElse(null);
        if (record == null) {
            throw missing("the message has no such record", written);
        }
        if (field.component() > 0 || field.index() > 0 || field.choice() != null) {
            throw new ProblemException(
                    Problem.of("value", "a repeat is added to a field, as R-3").at(written));
        }
        int count = record.repeats(texts.delimiters(), field.number()).size();
        return inserted(record, field.number(), first ? 0 : count);
    }

    private AstmRecord another(Place from, Path path, String written, boolean first)
            throws ProblemException {
        var there = finder.records(from, path.records());
        if (there.isEmpty()) {
            return added(from, path, written);
        }
        var name = there.get(0).name();
        if (first) {
            return insertAt(records.indexOf(there.get(0)), name);
        }
        int last = records.indexOf(there.get(there.size() - 1));
        return insertAt(Levels.end(records.all(), last), name);
    }

    private AstmRecord insertAt(int index, String name) throws ProblemException {
        if (index == 0 || name.equals("H")) {
            throw notAllowed("H is the first record and the only one", name);
        }
        return records.insert(index, name);
    }

    Place insert(Place parent, int index, String name) throws ProblemException {
        var record = parent.record();
        var path = PathParser.parse(name);
        var field = path.field();
        if (record == null && field == null) {
            var type = path.records().get(0).name();
            return Place.of(insertAt(Math.min(index, records.all().size()), type));
        }
        if (record == null || field == null || !path.relative()) {
            throw new ProblemException(
                    Problem.of("value", "below a record, names are numbers from 1"));
        }
        if (parent.repeat() != null) {
            return relative(parent, field, name);
        }
        int before = index;
        for (int i = 1; i < field.number(); i++) {
            before -= record.repeats(texts.delimiters(), i).size();
        }
        return inserted(record, field.number(), before);
    }

    /** A new repeat before the one at this index; the only one, if it is empty, is taken. */
    private Place inserted(AstmRecord record, int field, int index) throws ProblemException {
        var repeats = record.repeats(texts.delimiters(), field);
        if (repeats.isEmpty() || repeats.size() == 1 && repeats.get(0).text().isEmpty()) {
            return repeat(record, field, 1, 0);
        }
        guard(new Place(record, field, null, 0));
        var added = new Repeat("");
        repeats.add(Math.max(0, Math.min(index, repeats.size())), added);
        records.change();
        return new Place(record, field, added, 0);
    }

    /** A record with its line; a repeat of several; all else is emptied, for it has a number. */
    void remove(Place node) throws ProblemException {
        var record = node.record();
        var repeat = node.repeat();
        if (record == null || repeat == null && record.isHeader()) {
            throw notAllowed("a message cannot be without its header", "H");
        }
        if (repeat == null) {
            records.remove(record);
            return;
        }
        guard(node);
        var repeats = record.repeats(texts.delimiters(), node.field());
        if (node.component() > 0 || repeats.size() == 1) {
            raw(node, "");
            return;
        }
        repeats.remove(repeat);
        repeat.leave();
        records.change();
    }

    /** All repeats of a field become those of a text. */
    void field(Place node, String text) {
        var record = node.record();
        if (record != null) {
            record.field(texts.delimiters(), node.field(), text);
            records.change();
        }
    }
}

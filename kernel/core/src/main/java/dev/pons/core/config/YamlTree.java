package dev.pons.core.config;

import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Builds the tree of one text from the parser's events. Used once, on one thread. */
final class YamlTree {

    private final String file;
    private final Iterator<Event> events;
    private final SyntaxWords syntax;
    private final Faults faults;

    YamlTree(String file, Iterator<Event> events, SyntaxWords syntax, Faults faults) {
        this.file = file;
        this.events = events;
        this.syntax = syntax;
        this.faults = faults;
    }

    /** Reading cannot go on; the fault was said. */
    static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stop() {
            super("said as a fault", null, false, false);
        }
    }

    /** The one document, to the end of the text. */
    Yaml document() {
        Yaml root = new Yaml.Text(new Mark(file, 1, 1), "", false);
        int documents = 0;
        while (events.hasNext()) {
            var event = events.next();
            if (event.getEventId() == ID.DocumentStart && ++documents > 1) {
                faults.add(
                        mark(event),
                        "a second document begins here; remove the line \"---\", one file is one"
                                + " document");
                throw new Stop();
            }
            if (event instanceof NodeEvent node) {
                root = node(node, 1);
            }
        }
        return root;
    }

    private Yaml node(NodeEvent event, int depth) {
        if (depth > YamlReader.DEEPEST) {
            faults.add(
                    mark(event),
                    "is nested deeper than " + YamlReader.DEEPEST + " levels; make it flatter");
            throw new Stop();
        }
        refuseSigns(event);
        if (event instanceof ScalarEvent scalar) {
            return new Yaml.Text(mark(event), scalar.getValue(), !scalar.isPlain());
        }
        if (event instanceof SequenceStartEvent) {
            return items(event, depth);
        }
        if (event instanceof MappingStartEvent map) {
            return fields(map, depth);
        }
        return new Yaml.Text(mark(event), "", false);
    }

    private Yaml items(NodeEvent start, int depth) {
        var items = new ArrayList<Yaml>();
        for (var next = events.next(); next instanceof NodeEvent node; next = events.next()) {
            items.add(node(node, depth + 1));
        }
        return new Yaml.Items(mark(start), List.copyOf(items));
    }

    private Yaml fields(MappingStartEvent start, int depth) {
        var fields = new ArrayList<Yaml.Field>();
        var lines = new HashMap<String, Integer>();
        for (var next = events.next(); next instanceof NodeEvent node; next = events.next()) {
            var mark = mark(node);
            var key = node(node, depth + 1);
            if (!(events.next() instanceof NodeEvent value)) {
                throw new IllegalStateException("a key without a value event");
            }
            var read = node(value, depth + 1);
            if (!(key instanceof Yaml.Text text)) {
                faults.add(
                        mark,
                        "a list or map stands where a key is expected; "
                                + syntax.quoteFrom(mark.line(), mark.column()));
                continue;
            }
            var first = lines.putIfAbsent(text.text(), mark.line());
            if (first != null) {
                faults.add(
                        mark,
                        "\""
                                + text.text()
                                + "\" stands here twice, first in line "
                                + first
                                + "; remove one of them");
                continue;
            }
            fields.add(new Yaml.Field(mark, text.text(), read));
        }
        return new Yaml.Fields(mark(start), List.copyOf(fields), start.isFlow());
    }

    /** Aliases, anchors and tags: nearly always a text that wanted quotes. */
    private void refuseSigns(NodeEvent event) {
        var sign =
                event instanceof AliasEvent
                        ? "*"
                        : event.getAnchor().isPresent() ? "&" : tag(event).isPresent() ? "!" : "";
        if (!sign.isEmpty()) {
            var mark = mark(event);
            faults.add(
                    mark,
                    "a value cannot begin with "
                            + sign
                            + "; "
                            + syntax.quoteFrom(mark.line(), mark.column()));
        }
    }

    private static Optional<String> tag(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    }

    private Mark mark(Event event) {
        return event.getStartMark()
                .map(m -> new Mark(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(Mark.whole(file));
    }
}

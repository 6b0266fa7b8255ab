package dev.pons.core.language;

import dev.pons.core.config.Yaml;
import dev.pons.core.language.Path.Root;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles the steps that change the message or its variables. In each map what stands left is
 * changed. {@code create: true} beside the paths of {@code set}, {@code copy} and {@code move}
 * makes missing segments; so no path can be called {@code create}.
 */
final class Edits {

    private static final String CREATE = "create";

    private final Scope scope;

    Edits(Scope scope) {
        this.scope = scope;
    }

    /** All right sides are rendered before the first write. */
    Action set(Yaml value) {
        var writes = writes(value, scope);
        return flow -> {
            writes.put(writes.render(flow), flow);
            return null;
        };
    }

    /** Values and where they go. */
    record Writes(Path[] paths, Text[] sides, boolean create) {

        /** The same, which makes what is missing. */
        Writes creating() {
            return new Writes(paths, sides, true);
        }

        /** Of the message as it is now. */
        String[] render(Flow flow) throws ProblemException {
            var values = new String[sides.length];
            for (int i = 0; i < sides.length; i++) {
                values[i] = sides[i].render(flow);
            }
            return values;
        }

        void put(String[] values, Flow flow) throws ProblemException {
            for (int i = 0; i < values.length; i++) {
                put(paths[i], values[i], flow);
            }
        }

        private void put(Path path, String value, Flow flow) throws ProblemException {
            if (path.root() == Root.META) {
                flow.fact(path.rest(), value);
            } else {
                flow.edit().set(path.depth(), path.rest(), Value.encoded(value), create);
            }
        }
    }

    /**
     * The map of a {@code set}.
     *
     * @param targets where the left sides are known; the right sides are known here
     */
    Writes writes(Yaml value, Scope targets) {
        var paths = new ArrayList<Path>();
        var texts = new ArrayList<Text>();
        for (var field : fields(value, "paths and texts: { PID-8: \"U\" }")) {
            if (!field.key().equals(CREATE)) {
                var target = targets.settable(field.key(), field.mark());
                paths.add(target);
                var escape =
                        target.root() == Root.META
                                ? Escape.of("text")
                                : Escape.in(targets.format());
                texts.add(Templates.of(scope, field.value(), escape));
            }
        }
        return new Writes(paths.toArray(new Path[0]), texts.toArray(new Text[0]), create(value));
    }

    private record Pair(Path target, Path source) {}

    /** One after the other; left is where it goes, as in {@code set}. */
    Action copy(Yaml value, boolean move) {
        var pairs = new ArrayList<Pair>();
        for (var field : fields(value, "paths: { PID-3: PID-2 } puts PID-2 into PID-3")) {
            if (!field.key().equals(CREATE)) {
                pairs.add(pair(field, move));
            }
        }
        boolean create = create(value);
        return flow -> {
            for (var pair : pairs) {
                copy(pair.source(), pair.target(), create, flow);
                if (move) {
                    flow.edit().remove(pair.source().depth(), pair.source().rest());
                }
            }
            return null;
        };
    }

    /** Within one tree with all structure; from elsewhere one value. */
    private static void copy(Path source, Path target, boolean create, Flow flow)
            throws ProblemException {
        if (source.root() == Root.MESSAGE && source.depth() == target.depth()) {
            flow.edit().copy(source.depth(), source.rest(), target.rest(), create);
            return;
        }
        var from = source.root() == Root.ORIGINAL ? flow.readOriginal() : flow.read();
        var values = from.encoded(source.depth(), source.rest());
        flow.edit().put(values, target.depth(), target.rest(), create);
    }

    private Pair pair(Yaml.Field field, boolean move) {
        var target = scope.target(field.key(), field.mark());
        if (!(field.value() instanceof Yaml.Text text)) {
            scope.fault(field.value().mark(), "a path is expected here, without braces");
            return new Pair(target, target);
        }
        if (text.text().startsWith("{")) {
            scope.fault(
                    text.mark(), "a path is expected here, without braces; `set` takes templates");
        }
        var source = move ? scope.target(text.text(), text.mark()) : source(text);
        if (source.root() == Root.MESSAGE && source.rest().equals(target.rest())) {
            scope.fault(field.mark(), "both paths are the same");
        }
        return new Pair(target, source);
    }

    private Path source(Yaml.Text text) {
        var source = scope.path(text.text(), text.mark(), "");
        if (source.root() != Root.MESSAGE && source.root() != Root.ORIGINAL) {
            scope.fault(
                    text.mark(),
                    "`copy` takes places in a message; use `set` with \"{"
                            + text.text()
                            + "}\" for this");
        }
        return source;
    }

    /** All matches; none is fine. */
    Action remove(Yaml value) {
        var items = value instanceof Yaml.Items list ? list.items() : List.of(value);
        var paths = new ArrayList<Path>();
        for (var item : items) {
            if (item instanceof Yaml.Text text) {
                paths.add(scope.target(text.text(), text.mark()));
            } else {
                scope.fault(item.mark(), "`remove` takes a list of paths: [ PID-19, ZPI ]");
            }
        }
        if (items.isEmpty()) {
            scope.fault(value.mark(), "`remove` takes a list of paths: [ PID-19, ZPI ]");
        }
        return flow -> {
            for (var path : paths) {
                if (flow.read().has(path.depth(), path.rest())) {
                    flow.edit().remove(path.depth(), path.rest());
                }
            }
            return null;
        };
    }

    /** All right sides are rendered first; the names are known to what is compiled afterwards. */
    Action let(Yaml value) {
        var names = new ArrayList<String>();
        var texts = new ArrayList<Text>();
        Set<String> known = new HashSet<>();
        for (var field : fields(value, "names and texts: { mrn: \"{PID-3.1}\" }")) {
            scope.name(field.key(), field.mark());
            known.add(field.key());
            names.add(field.key());
            texts.add(Templates.of(scope, field.value(), Escape.of("text")));
        }
        scope.variables().addAll(known);
        return flow -> {
            var values = new String[texts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = texts.get(i).render(flow);
            }
            for (int i = 0; i < values.length; i++) {
                flow.let(names.get(i), values[i]);
            }
            return null;
        };
    }

    private List<Yaml.Field> fields(Yaml value, String shape) {
        if (value instanceof Yaml.Fields fields
                && fields.fields().stream().anyMatch(field -> !field.key().equals(CREATE))) {
            return fields.fields();
        }
        scope.fault(value.mark(), "this step takes a map of " + shape);
        return List.of();
    }

    private boolean create(Yaml value) {
        if (!(value instanceof Yaml.Fields fields)) {
            return false;
        }
        var create = fields.get(CREATE);
        if (create.isEmpty()) {
            return false;
        }
        if (create.get() instanceof Yaml.Text text
                && (text.text().equals("true") || text.text().equals("false"))) {
            return text.text().equals("true");
        }
        scope.fault(create.get().mark(), "`create` is true or false");
        return false;
    }
}

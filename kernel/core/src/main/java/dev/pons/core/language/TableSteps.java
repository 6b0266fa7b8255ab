package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Scalars;
import dev.pons.core.config.Yaml;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the steps that look into code tables, and that remember and recall. */
final class TableSteps {

    private static final String LOOKUP =
            "{ table: wards, key: \"{PV1-3.1}\", into: ward, miss: hold }";
    private static final String REMEMBER =
            "{ table: orders, key: \"{ORC-2}\", set: { placer: \"{ORC-3}\" }, keep: 90d }";
    private static final String RECALL =
            "{ table: orders, key: \"{ORC-2}\", into: { placer: placer }, miss: hold }";
    private static final String FORGET = "{ table: orders, key: \"{ORC-2}\" }";

    /** The name of the value where a channel gives none. */
    private static final String VALUE = "value";

    private final Scope scope;

    TableSteps(Scope scope) {
        this.scope = scope;
    }

    /** Puts what stands in a code table under a key somewhere. */
    Action lookup(Yaml value) {
        var options =
                StepOptions.of(
                        scope, value, LOOKUP, List.of("table", "key", "column", "into", "miss"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        var o = options.get();
        var table = o.need("table");
        var known = known(table);
        var column = o.text("column");
        var standard =
                column.map(Yaml.Text::text)
                        .orElse(known.map(t -> t.columns().get(1)).orElse(VALUE));
        var key = o.template("key");
        var targets = Targets.of(o, standard);
        known.ifPresent(t -> targets.all().forEach(to -> column(t, to.name(), o.mark())));
        var miss = Targets.Miss.of(o);
        var name = table.text();
        return flow -> {
            var values = new String[targets.all().size()];
            var text = key.render(flow);
            for (int i = 0; i < values.length; i++) {
                var found = flow.cell(name, text, targets.all().get(i).name());
                if (found == null) {
                    return miss.of(flow, targets, "table " + name + " has no such key");
                }
                values[i] = found;
            }
            targets.put(flow, values);
            return null;
        };
    }

    private void column(CodeTable table, String column, Mark mark) {
        try {
            column(table, column);
        } catch (IllegalArgumentException e) {
            scope.fault(mark, String.valueOf(e.getMessage()));
        }
    }

    private Optional<CodeTable> known(Yaml.Text name) {
        try {
            return name.text().isEmpty()
                    ? Optional.empty()
                    : Optional.of(table(scope, name.text()));
        } catch (IllegalArgumentException e) {
            scope.fault(name.mark(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A table that must exist; else {@code IllegalArgumentException} with words. */
    static CodeTable table(Scope scope, String name) {
        var tables = scope.around().tables();
        return tables.named(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no table \""
                                                + name
                                                + "\""
                                                + DidYouMean.hint(name, tables.names())
                                                + "; put "
                                                + name
                                                + ".csv into the folder tables"));
    }

    /** A column that must exist; else {@code IllegalArgumentException} with words. */
    static void column(CodeTable table, String column) {
        if (!table.columns().contains(column)) {
            throw new IllegalArgumentException(
                    "the table "
                            + table.name()
                            + " has no column \""
                            + column
                            + "\""
                            + DidYouMean.hint(column, table.columns()));
        }
    }

    /** Leaves values under a key. */
    Action remember(Yaml value) {
        var options =
                StepOptions.of(scope, value, REMEMBER, List.of("table", "key", "set", "keep"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        var o = options.get();
        mayRemember(o);
        var table = o.need("table").text();
        var key = o.template("key");
        var names = new ArrayList<String>();
        var texts = new ArrayList<Text>();
        values(o, names, texts);
        var keep = o.text("keep").map(this::duration);
        return flow -> {
            var values = new LinkedHashMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), texts.get(i).render(flow));
            }
            var until = keep.map(k -> flow.now().plus(k).toEpochMilli()).orElse(0L);
            flow.keep(new Given.Remembered(table, key.render(flow), values, until));
            return null;
        };
    }

    /** What is not part of a message's journal entry could not be remembered with it. */
    private void mayRemember(StepOptions o) {
        if (!scope.mayRemember()) {
            scope.fault(
                    o.mark(),
                    "an answer is not remembered here: `let` a variable, and remember it in the"
                            + " steps of a destination that comes `after` this one");
        }
    }

    private void values(StepOptions o, List<String> names, List<Text> texts) {
        var set = o.get("set");
        if (set.isEmpty()) {
            scope.fault(o.mark(), "`set` is missing; this step takes " + REMEMBER);
        } else if (set.get() instanceof Yaml.Fields fields && !fields.fields().isEmpty()) {
            for (var field : fields.fields()) {
                names.add(field.key());
                texts.add(Templates.of(scope, field.value(), Escape.of("text")));
            }
        } else {
            names.add(VALUE);
            texts.add(Templates.of(scope, set.get(), Escape.of("text")));
        }
    }

    private Duration duration(Yaml.Text text) {
        try {
            return Scalars.duration(text.text());
        } catch (IllegalArgumentException e) {
            scope.fault(text.mark(), "`keep`: " + e.getMessage());
            return Duration.ZERO;
        }
    }

    /** Puts what was remembered under a key somewhere. */
    Action recall(Yaml value) {
        var options = StepOptions.of(scope, value, RECALL, List.of("table", "key", "into", "miss"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        var o = options.get();
        var table = o.need("table").text();
        var key = o.template("key");
        var targets = Targets.of(o, "");
        var miss = Targets.Miss.of(o);
        return flow -> {
            var found = flow.known(table, key.render(flow));
            if (found == null) {
                return miss.of(flow, targets, "nothing is remembered in " + table);
            }
            var values = new String[targets.all().size()];
            for (int i = 0; i < values.length; i++) {
                var text = value(found, targets.all().get(i).name());
                if (text == null) {
                    return miss.of(flow, targets, "no such value is remembered in " + table);
                }
                values[i] = text;
            }
            targets.put(flow, values);
            return null;
        };
    }

    private static @Nullable String value(Map<String, String> found, String name) {
        return name.isEmpty() && found.size() == 1
                ? found.values().iterator().next()
                : found.get(name.isEmpty() ? VALUE : name);
    }

    /** Takes what was remembered under a key away. */
    Action forget(Yaml value) {
        var options = StepOptions.of(scope, value, FORGET, List.of("table", "key"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        mayRemember(options.get());
        var table = options.get().need("table").text();
        var key = options.get().template("key");
        return flow -> {
            flow.keep(new Given.Remembered(table, key.render(flow), Map.of(), 0));
            return null;
        };
    }
}

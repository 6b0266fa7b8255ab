package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Where values from outside of a message go: {@code into} of a step. */
record Targets(List<Target> all) {

    /**
     * Where one value goes: a variable, or a path of the message.
     *
     * @param name of the value: a column, a path of an answer; empty: the only one
     * @param mark of the name
     * @param path null: a variable
     */
    record Target(String name, Mark mark, String variable, @Nullable Path path) {}

    /** {@code into: ward}, {@code into: PV1-3.1}, {@code into: { ward: text, PV1-3.1: code }}. */
    static Targets of(StepOptions o, String standard) {
        var into = o.get("into");
        var targets = new ArrayList<Target>();
        if (into.isPresent() && into.get() instanceof Yaml.Fields fields) {
            for (var field : fields.fields()) {
                if (field.value() instanceof Yaml.Text name && !name.text().isEmpty()) {
                    targets.add(target(o.scope(), field.key(), field.mark(), name));
                } else {
                    o.scope().fault(field.mark(), "the name of a value is expected on the right");
                }
            }
        } else {
            var text = o.need("into");
            if (!text.text().isEmpty()) {
                var name = new Yaml.Text(text.mark(), standard, false);
                targets.add(target(o.scope(), text.text(), text.mark(), name));
            }
        }
        return new Targets(List.copyOf(targets));
    }

    /** What could be the name of a variable is one. */
    private static Target target(Scope scope, String written, Mark mark, Yaml.Text name) {
        if (Scope.NAME.matcher(written).matches()) {
            scope.name(written, mark);
            scope.variables().add(written);
            return new Target(name.text(), name.mark(), written, null);
        }
        return new Target(name.text(), name.mark(), "", scope.target(written, mark));
    }

    /** Each value to its place. */
    void put(Flow flow, String[] values) throws ProblemException {
        for (int i = 0; i < values.length; i++) {
            put(flow, all.get(i), values[i]);
        }
    }

    static void put(Flow flow, Target target, String value) throws ProblemException {
        var path = target.path();
        if (path == null) {
            flow.let(target.variable(), value);
        } else {
            flow.put(path, value);
        }
    }

    /** What happens where there is nothing. */
    @FunctionalInterface
    interface Miss {
        @Nullable StepResult of(Flow flow, Targets targets, String reason) throws ProblemException;

        /**
         * {@code keep}: what is there stays; {@code hold}, also without a word; {@code refuse}; a
         * text.
         */
        static Miss of(StepOptions o) {
            var given = o.text("miss");
            var word = given.isEmpty() || given.get().quoted() ? "" : given.get().text();
            if (given.isEmpty() || word.equals("hold")) {
                return (flow, targets, reason) -> StepResult.hold(reason);
            }
            if (word.equals("keep")) {
                return (flow, targets, reason) -> null;
            }
            if (word.equals("refuse")) {
                return (flow, targets, reason) ->
                        StepResult.refuse(Problem.of("unknown-code", reason));
            }
            if (!given.get().quoted() && !word.contains("{")) {
                var near = DidYouMean.of(word, List.of("keep", "hold", "refuse"));
                near.ifPresent(
                        n ->
                                o.scope()
                                        .fault(
                                                given.get().mark(),
                                                "did you mean " + n + "? Write a text in quotes"));
            }
            var text = Templates.of(o.scope(), given.get(), Escape.of("text"));
            return (flow, targets, reason) -> {
                var value = text.render(flow);
                for (var target : targets.all()) {
                    put(flow, target, value);
                }
                return null;
            };
        }
    }
}

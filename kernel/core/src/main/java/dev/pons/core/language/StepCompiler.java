package dev.pons.core.language;

import dev.pons.core.config.Binder;
import dev.pons.core.config.ChannelFile.StepPart;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.StepList.Line;
import dev.pons.spi.Context;
import dev.pons.spi.Problem;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles lists of steps. */
final class StepCompiler {

    static final Set<String> BUILT_IN =
            Set.of(
                    "keep",
                    "drop",
                    "set",
                    "copy",
                    "move",
                    "remove",
                    "let",
                    "refuse",
                    "choose",
                    "split",
                    "each",
                    "add",
                    "renumber",
                    "new",
                    "convert",
                    "validate",
                    "lookup",
                    "remember",
                    "recall",
                    "forget",
                    "enrich",
                    "aggregate");

    static final Set<String> OWN =
            Stream.of(BUILT_IN, Set.of("steps", "on-error"))
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    /** Steps that may not stand inside an {@code each}. */
    private static final Set<String> WHOLE =
            Set.of("keep", "drop", "split", "aggregate", "new", "convert", "validate");

    /** Where the steps of plugins come from, what they get, and whom steps may ask. */
    record Plugins(
            Function<String, Optional<StepType<?>>> types,
            Set<String> names,
            Binder binder,
            Context context,
            Set<String> missing,
            Peers peers) {}

    private final Scope scope;
    private final Plugins plugins;

    StepCompiler(Scope scope, Plugins plugins) {
        this.scope = scope;
        this.plugins = plugins;
    }

    /** Numbers are put behind {@code prefix}: {@code 2.} inside the second step. */
    StepList compile(List<StepPart> parts, String prefix) {
        var lines = new ArrayList<Line>();
        for (var part : parts) {
            String number = prefix + (lines.size() + 1);
            Test when = part.when().map(new Conditions(scope)::compile).orElse(null);
            var format = scope.format();
            var action = action(part, number);
            if (when != null && !format.equals(scope.format())) {
                scope.fault(
                        part.mark(),
                        "what follows would not know the format; write `choose` with both ways"
                                + " instead of `when`");
            }
            reachable(part, lines);
            lines.add(new Line(number, part.key(), part.mark(), when, action));
        }
        return new StepList(List.copyOf(lines));
    }

    /** Told of the first of those that are not. */
    private void reachable(StepPart part, List<Line> before) {
        var last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (last != null && last.ends()) {
            scope.fault(
                    part.mark(),
                    "nothing gets here: step "
                            + last.number()
                            + " ("
                            + last.type()
                            + ") ends every message; give it a `when`, or take out what follows"
                            + " it");
        }
    }

    private Action action(StepPart part, String number) {
        if (scope.inEach() && WHOLE.contains(part.key())) {
            scope.fault(
                    part.mark(),
                    "`"
                            + part.key()
                            + "` is about the whole message; put it before or behind `each`, or"
                            + " `remove` the current element with a `when`");
        }
        var edits = new Edits(scope);
        var elements = new ElementSteps(scope);
        var formats = new FormatSteps(scope, plugins.missing());
        var tables = new TableSteps(scope);
        return switch (part.key()) {
            case "keep" -> filter(part, true);
            case "drop" -> filter(part, false);
            case "set" -> edits.set(part.value());
            case "copy" -> edits.copy(part.value(), false);
            case "move" -> edits.copy(part.value(), true);
            case "remove" -> edits.remove(part.value());
            case "let" -> edits.let(part.value());
            case "refuse" -> refuse(part.value());
            case "choose" -> choose(part.value(), number);
            case "each" -> each(elements, part.value(), number);
            case "add" -> elements.add(part.value());
            case "renumber" -> elements.renumber(part.value());
            case "split" -> elements.split(part.value());
            case "new" -> formats.fresh(part.value());
            case "convert" -> formats.convert(part.value());
            case "validate" -> formats.validate(part.value());
            case "lookup" -> tables.lookup(part.value());
            case "remember" -> tables.remember(part.value());
            case "recall" -> tables.recall(part.value());
            case "forget" -> tables.forget(part.value());
            case "enrich" -> enrich(part, number);
            case "aggregate" -> new AggregateStep(scope).compile(part, number);
            default -> plugin(part);
        };
    }

    private Action enrich(StepPart part, String number) {
        return new EnrichSteps(scope, plugins)
                .enrich(part.value(), part.mark(), number + ".")
                .orElse(flow -> null);
    }

    private Action filter(StepPart part, boolean keep) {
        var test = new Conditions(scope).compile(part.value());
        String before = part.key() + " ";
        String behind = " at " + part.mark();
        return flow -> {
            var verdict = test.of(flow);
            flow.note((verdict.holds() ? "holds: " : "does not hold: ") + verdict.decidedBy());
            return verdict.holds() == keep
                    ? null
                    : StepResult.drop(before + verdict.decidedBy() + behind);
        };
    }

    private Action refuse(Yaml value) {
        var options =
                StepOptions.of(
                        scope, value, "{ code: AE, text: \"...\" }", List.of("code", "text"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        return new Refuse(Problem.of(plain(options.get(), "code"), plain(options.get(), "text")));
    }

    private record Refuse(Problem problem) implements Action {

        @Override
        public StepResult run(Flow flow) {
            return StepResult.refuse(problem);
        }

        @Override
        public boolean ends() {
            return true;
        }
    }

    /** The sender is told and the log may say it: so no values of the message. */
    private String plain(StepOptions options, String key) {
        var text = options.need(key);
        var constant = Templates.of(scope, text, Escape.of("text")).constant();
        if (constant.isEmpty()) {
            scope.fault(
                    text.mark(),
                    "a refusal is logged, so it holds no values of the message; leave out the"
                            + " braces");
        }
        return constant.orElse("");
    }

    /** One branch of a choose. */
    private record Branch(@Nullable Test when, StepList steps) {}

    /** The first branch that matches; its steps may end the message. */
    private record Choose(List<Branch> branches) implements Action {

        @Override
        public @Nullable StepResult run(Flow flow) throws Exception {
            for (var branch : branches) {
                var verdict = branch.when() == null ? null : branch.when().of(flow);
                if (verdict == null || verdict.holds()) {
                    flow.note(verdict == null ? "no other fits" : "when " + verdict.decidedBy());
                    return branch.steps().inside(flow);
                }
            }
            flow.note("none fits");
            return null;
        }

        @Override
        public @Nullable StepResult resume(Flow flow, String step) throws Exception {
            for (var branch : branches) {
                if (branch.steps().has(step)) {
                    return branch.steps().inside(flow, step);
                }
            }
            throw new IllegalStateException("no branch has the step " + step);
        }

        @Override
        public boolean ends() {
            boolean always =
                    !branches.isEmpty() && branches.get(branches.size() - 1).when() == null;
            return always && branches.stream().allMatch(branch -> branch.steps().ends());
        }

        @Override
        public void close() {
            branches.forEach(branch -> branch.steps().close());
        }
    }

    private Action choose(Yaml value, String number) {
        var branches = new ArrayList<Branch>();
        var before = scope.format();
        var formats = new HashSet<String>();
        if (value instanceof Yaml.Items items && !items.items().isEmpty()) {
            for (var item : items.items()) {
                boolean last = branches.size() + 1 == items.items().size();
                scope.becomes(before);
                branches.add(branch(item, number + "." + (branches.size() + 1) + ".", last));
                formats.add(scope.format());
            }
            if (branches.get(branches.size() - 1).when() != null) {
                formats.add(before);
            }
        } else {
            scope.fault(
                    value.mark(),
                    "`choose` takes a list: [ { when: ..., steps: [...] }, { steps: [...] } ]");
        }
        if (formats.size() > 1) {
            scope.fault(
                    value.mark(),
                    "the branches leave the message in different formats, so what follows would"
                            + " not know it; let all of them, and the one without `when`, end in"
                            + " the same");
        }
        return new Choose(List.copyOf(branches));
    }

    private Action each(ElementSteps elements, Yaml value, String number) {
        var each = elements.each(value);
        if (each.isEmpty()) {
            return flow -> null;
        }
        var inside = new StepCompiler(each.get().within(), plugins);
        var parts =
                each.get().steps().stream()
                        .flatMap(s -> ChannelReader.steps(s, scope.faults()).stream())
                        .toList();
        var steps = inside.compile(parts, number + ".");
        return new ElementSteps.ForEach(each.get().path(), each.get().depth(), steps);
    }

    private Branch branch(Yaml item, String prefix, boolean last) {
        if (!(item instanceof Yaml.Fields fields)) {
            scope.fault(item.mark(), "a branch is a map with `when` and `steps`");
            return new Branch(null, new StepList(List.of()));
        }
        for (var field : fields.fields()) {
            if (!Set.of("when", "steps").contains(field.key())) {
                scope.fault(
                        field.mark(),
                        "a branch has `when` and `steps`, no \"" + field.key() + "\"");
            }
        }
        var when = fields.get("when");
        if (when.isEmpty() && !last) {
            scope.fault(
                    fields.mark(), "only the last branch has no `when`; what follows it is lost");
        }
        Test test = when.map(new Conditions(scope)::compile).orElse(null);
        var steps = fields.get("steps");
        if (steps.isEmpty()) {
            scope.fault(fields.mark(), "`steps` is missing; [] does nothing");
        }
        var parts = steps.map(s -> ChannelReader.steps(s, scope.faults())).orElse(List.of());
        return new Branch(test, compile(parts, prefix));
    }

    private Action plugin(StepPart part) {
        scope.variables().addUnknown();
        var type = plugins.types().apply(part.key());
        Optional<Action> action = Optional.empty();
        if (type.isPresent() && scope.inEach()) {
            scope.fault(
                    part.mark(),
                    "a step of a plugin is about the whole message; put it before or behind"
                            + " `each`");
        } else if (type.isPresent()) {
            action =
                    PluginStep.compile(
                            type.get(),
                            part.key(),
                            part.mark(),
                            part.value(),
                            scope,
                            plugins.binder(),
                            plugins.context());
        } else {
            plugins.missing().add(part.key());
            var known = new HashSet<>(BUILT_IN);
            known.addAll(plugins.names());
            String near = DidYouMean.hint(part.key(), known);
            scope.fault(
                    part.mark(),
                    "no step \""
                            + part.key()
                            + "\""
                            + (near.isEmpty() ? "; install the plugin that has it" : near));
        }
        return action.orElse(flow -> null);
    }
}

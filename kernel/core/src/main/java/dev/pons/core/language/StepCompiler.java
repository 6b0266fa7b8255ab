package dev.pons.core.language;

import dev.pons.core.config.Binder;
import dev.pons.core.config.ChannelFile.StepPart;
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
            Set.of("keep", "drop", "set", "copy", "move", "remove", "let", "refuse", "choose");

    /** Steps of the language that are not there yet, unless a plugin brings one of that name. */
    static final Set<String> LATER =
            Set.of(
                    "add",
                    "renumber",
                    "each",
                    "split",
                    "new",
                    "lookup",
                    "remember",
                    "recall",
                    "forget",
                    "convert",
                    "template",
                    "xslt",
                    "script",
                    "validate",
                    "enrich",
                    "aggregate");

    /** Steps of the language that a plugin carries out. */
    private static final Set<String> BY_PLUGIN = Set.of("xslt", "script");

    static final Set<String> OWN =
            Stream.of(BUILT_IN, LATER, Set.of("steps", "on-error"))
                    .flatMap(Set::stream)
                    .filter(name -> !BY_PLUGIN.contains(name))
                    .collect(Collectors.toUnmodifiableSet());

    /** Where the steps of plugins come from, and what they get. */
    record Plugins(
            Function<String, Optional<StepType<?>>> types,
            Set<String> names,
            Binder binder,
            Context context,
            Set<String> missing) {}

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
            var action = action(part, number);
            lines.add(new Line(number, part.key(), part.mark(), when, action));
        }
        return new StepList(List.copyOf(lines));
    }

    private Action action(StepPart part, String number) {
        var edits = new Edits(scope);
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
            default -> plugin(part);
        };
    }

    private Action filter(StepPart part, boolean keep) {
        var test = new Conditions(scope).compile(part.value());
        String before = part.key() + " ";
        String behind = " at " + part.mark();
        return flow -> {
            var verdict = test.of(flow);
            return verdict.holds() == keep
                    ? null
                    : StepResult.drop(before + verdict.decidedBy() + behind);
        };
    }

    private Action refuse(Yaml value) {
        String shape = "`refuse` takes { code: AE, text: \"...\" }";
        if (!(value instanceof Yaml.Fields fields)) {
            scope.fault(value.mark(), shape);
            return flow -> null;
        }
        for (var field : fields.fields()) {
            if (!Set.of("code", "text").contains(field.key())) {
                scope.fault(
                        field.mark(),
                        "unknown option \""
                                + field.key()
                                + "\""
                                + DidYouMean.hint(field.key(), Set.of("code", "text")));
            }
        }
        var problem = Problem.of(plain(fields, "code", shape), plain(fields, "text", shape));
        return flow -> StepResult.refuse(problem);
    }

    /** The sender is told and the log may say it: so no values of the message. */
    private String plain(Yaml.Fields fields, String key, String shape) {
        var yaml = fields.get(key);
        if (yaml.isEmpty()) {
            scope.fault(fields.mark(), "`" + key + "` is missing; " + shape);
            return "";
        }
        var constant = Templates.of(scope, yaml.get(), Escape.of("text")).constant();
        if (constant.isEmpty()) {
            scope.fault(
                    yaml.get().mark(),
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
                var when = branch.when();
                if (when == null || when.of(flow).holds()) {
                    var result = branch.steps().run(flow);
                    return result.kind() == StepResult.Kind.NEXT ? null : result;
                }
            }
            return null;
        }

        @Override
        public void close() {
            branches.forEach(branch -> branch.steps().close());
        }
    }

    private Action choose(Yaml value, String number) {
        var branches = new ArrayList<Branch>();
        if (value instanceof Yaml.Items items && !items.items().isEmpty()) {
            for (var item : items.items()) {
                boolean last = branches.size() + 1 == items.items().size();
                branches.add(branch(item, number + "." + (branches.size() + 1) + ".", last));
            }
        } else {
            scope.fault(
                    value.mark(),
                    "`choose` takes a list: [ { when: ..., steps: [...] }, { steps: [...] } ]");
        }
        return new Choose(List.copyOf(branches));
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
        var parts = steps.map(this::parts).orElse(List.of());
        return new Branch(test, compile(parts, prefix));
    }

    /** Steps inside a step, told apart as the channel's own. */
    private List<StepPart> parts(Yaml yaml) {
        var parts = new ArrayList<StepPart>();
        if (!(yaml instanceof Yaml.Items items)) {
            scope.fault(yaml.mark(), "`steps` is a list: each step begins with a dash");
            return parts;
        }
        for (var item : items.items()) {
            var named = new ArrayList<Yaml.Field>();
            if (item instanceof Yaml.Fields fields) {
                fields.fields().stream().filter(f -> !f.key().equals("when")).forEach(named::add);
            }
            if (named.size() == 1) {
                var when = ((Yaml.Fields) item).get("when");
                var step = named.get(0);
                parts.add(new StepPart(step.key(), step.mark(), step.value(), when));
            } else {
                scope.fault(item.mark(), "a step is one key such as `set`, and perhaps `when`");
            }
        }
        return parts;
    }

    private Action plugin(StepPart part) {
        var type = plugins.types().apply(part.key());
        Optional<Action> action = Optional.empty();
        if (type.isPresent()) {
            action =
                    PluginStep.compile(
                            type.get(),
                            part.key(),
                            part.mark(),
                            part.value(),
                            scope,
                            plugins.binder(),
                            plugins.context());
        } else if (LATER.contains(part.key())) {
            scope.fault(
                    part.mark(), "the step `" + part.key() + "` is not available in this version");
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

package dev.pons.core.language;

import dev.pons.core.config.Yaml;
import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles the steps that are about elements: segments, repetitions, items, rows. Inside {@code
 * each} and {@code add} a path that begins with the element is about the current one.
 */
final class ElementSteps {

    private static final String ADD =
            "{ segment: NTE, under: OBX, at: end, set: {...} } or { repeat: PID-3, set: {...} }";

    private final Scope scope;

    ElementSteps(Scope scope) {
        this.scope = scope;
    }

    /** The steps of an {@code each}, and where they are known. */
    record Each(Scope within, String path, int depth, List<Yaml> steps) {}

    /** {@code each: OBX} with its {@code steps}, which are compiled elsewhere. */
    Optional<Each> each(Yaml value) {
        var shape = "an element, and the steps beside it: each: OBX, steps: [...]";
        var options = StepOptions.of(scope, value, shape, List.of("each", "steps"));
        if (options.isEmpty()) {
            return Optional.empty();
        }
        var element = options.get().need("each");
        var path = scope.target(element.text(), element.mark());
        var steps = options.get().get("steps");
        if (steps.isEmpty()) {
            scope.fault(options.get().mark(), "`steps` is missing; it stands beside `each`");
        }
        return Optional.of(
                new Each(
                        scope.within(element.text()),
                        path.rest(),
                        path.depth(),
                        steps.map(List::of).orElse(List.of())));
    }

    /** Runs steps for each element. */
    record ForEach(String path, int depth, StepList steps) implements Action {

        @Override
        public @Nullable StepResult run(Flow flow) throws Exception {
            return flow.read().each(depth, path, () -> steps.inside(flow));
        }

        @Override
        public void close() {
            steps.close();
        }
    }

    /** A new element with what is set in it. */
    Action add(Yaml value) {
        var options =
                StepOptions.of(
                        scope,
                        value,
                        ADD,
                        List.of("segment", "element", "repeat", "under", "at", "set"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        var o = options.get();
        var named =
                List.of("segment", "element", "repeat").stream()
                        .filter(key -> o.get(key).isPresent())
                        .toList();
        if (named.size() != 1) {
            scope.fault(o.mark(), "say what is added with one of segment, element, repeat: " + ADD);
            return flow -> null;
        }
        var what = o.need(named.get(0));
        var inside = scope.within(what.text());
        var writes = o.get("set").map(set -> new Edits(scope).writes(set, inside));
        return new Add(place(o, what), writes);
    }

    /** Where something new goes: a path from the element at another one. */
    private record Spot(int depth, String under, String path, boolean first) {}

    private Spot place(StepOptions o, Yaml.Text what) {
        boolean first = o.word("at", List.of("end", "start")).equals("start");
        var target = scope.target(what.text(), what.mark());
        var under = o.text("under").map(u -> scope.target(u.text(), u.mark()));
        return under.map(u -> new Spot(u.depth(), u.rest(), what.text(), first))
                .orElse(new Spot(target.depth(), "", target.rest(), first));
    }

    private record Add(Spot spot, Optional<Edits.Writes> writes) implements Action {

        @Override
        public @Nullable StepResult run(Flow flow) throws Exception {
            var values = writes.isPresent() ? writes.get().render(flow) : new String[0];
            var tree = flow.edit();
            tree.add(spot.depth(), spot.under(), spot.path(), spot.first());
            try {
                if (writes.isPresent()) {
                    writes.get().put(values, flow);
                }
            } finally {
                tree.elements().leave();
            }
            return null;
        }
    }

    /** {@code { by: OBX(2=ED), keep: [MSH, PID] }}: a message for each element. */
    Action split(Yaml value) {
        var shape = "{ by: OBR, keep: [MSH, PID] }";
        var options = StepOptions.of(scope, value, shape, List.of("by", "keep"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        if (!scope.inSource() || !scope.format().equals(scope.around().format())) {
            scope.fault(
                    value.mark(),
                    "`split` stands among the steps of the source, and before the message becomes"
                            + " another format");
        }
        var by = options.get().need("by");
        var path = scope.target(by.text(), by.mark()).rest();
        var keep = paths(options.get());
        return flow -> {
            var parts = flow.split(path, keep);
            flow.note(parts.size() + " parts");
            return StepResult.split(parts, "into " + parts.size() + " parts by " + path);
        };
    }

    private List<String> paths(StepOptions options) {
        var keep = options.get("keep");
        if (keep.isEmpty()) {
            return List.of();
        }
        var paths = new ArrayList<String>();
        for (var item :
                keep.get() instanceof Yaml.Items list ? list.items() : List.of(keep.get())) {
            if (item instanceof Yaml.Text text) {
                paths.add(scope.target(text.text(), text.mark()).rest());
            } else {
                scope.fault(item.mark(), "`keep` is a list of paths: [MSH, PID]");
            }
        }
        return List.copyOf(paths);
    }

    private record Numbered(String parents, int depth, String element, String number) {}

    /** {@code { OBX-1: OBR }}: 1 and so on in each parent. */
    Action renumber(Yaml value) {
        if (!(value instanceof Yaml.Fields fields) || fields.fields().isEmpty()) {
            scope.fault(
                    value.mark(),
                    "this step takes a map: { OBX-1: OBR } numbers OBX-1 below each OBR");
            return flow -> null;
        }
        var all = fields.fields().stream().flatMap(f -> numbered(f).stream()).toList();
        return flow -> {
            for (var one : all) {
                flow.edit().renumber(one.depth(), one.parents(), one.element(), one.number());
            }
            return null;
        };
    }

    private Optional<Numbered> numbered(Yaml.Field field) {
        scope.target(field.key(), field.mark());
        if (!(field.value() instanceof Yaml.Text parent) || parent.text().isEmpty()) {
            scope.fault(field.mark(), "the parent is missing: { OBX-1: OBR }");
            return Optional.empty();
        }
        var below = scope.target(parent.text(), parent.mark());
        for (int end = field.key().length() - 1; end > 0; end--) {
            var element = field.key().substring(0, end);
            var rest = rest(element, field.key());
            if (rest.isPresent()) {
                return Optional.of(new Numbered(below.rest(), below.depth(), element, rest.get()));
            }
        }
        scope.fault(
                field.mark(),
                "`" + field.key() + "` is no place inside an element; write for example OBX-1");
        return Optional.empty();
    }

    private Optional<String> rest(String element, String path) {
        try {
            scope.present().check(element);
            return scope.present().within(element, path).filter(rest -> !rest.isEmpty());
        } catch (IllegalArgumentException noElement) {
            return Optional.empty();
        }
    }
}

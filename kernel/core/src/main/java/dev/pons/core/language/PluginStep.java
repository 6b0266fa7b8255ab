package dev.pons.core.language;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Bound;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.Context;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/** A step of a plugin, with its compiled options. */
record PluginStep(String where, Step step, PluginOptions options) implements Action {

    private static final String FORMAT = "format";

    /** The step; empty: there were faults. */
    static <C extends Record> Optional<Action> compile(
            StepType<C> type,
            String name,
            Mark mark,
            Yaml value,
            Scope scope,
            Binder binder,
            Context context) {
        int faults = scope.faults().count();
        var bound = binder.bind(type.config(), value, scope.faults());
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        var options = options(bound.get(), scope);
        if (scope.faults().count() > faults) {
            return Optional.empty();
        }
        try {
            var step = type.create(bound.get().options(), context);
            makes(value, bound.get().options()).ifPresent(scope::becomes);
            return Optional.of(new PluginStep(name + " at " + mark, step, options));
        } catch (IllegalArgumentException e) {
            scope.fault(mark, e.getMessage() + " (step " + name + ")");
        } catch (RuntimeException e) {
            scope.fault(
                    mark,
                    "the plugin of step "
                            + name
                            + " failed with "
                            + e.getClass().getName()
                            + "; tell its vendor");
        }
        return Optional.empty();
    }

    /** A step with the option {@code format} says what it makes of the message. */
    private static Optional<String> makes(Yaml value, Record options) {
        boolean has =
                Arrays.stream(options.getClass().getRecordComponents())
                        .anyMatch(c -> c.getName().equals(FORMAT) && c.getType() == String.class);
        return has && value instanceof Yaml.Fields fields
                ? fields.get(FORMAT)
                        .filter(Yaml.Text.class::isInstance)
                        .map(text -> ((Yaml.Text) text).text())
                : Optional.empty();
    }

    private static PluginOptions options(Bound<?> bound, Scope scope) {
        var options = PluginOptions.fresh(scope.mayRemember());
        for (var at : bound.templates()) {
            options.texts()
                    .put(
                            at.template(),
                            new Templates(scope, at.mark(), Escape.of(at.place()))
                                    .compile(at.template().toString()));
        }
        for (var at : bound.conditions()) {
            if (at.condition().tree() instanceof Yaml tree) {
                options.tests().put(at.condition(), new Conditions(scope).compile(tree));
            }
        }
        for (var at : bound.ports()) {
            scope.fault(at.mark(), "a step cannot listen; only sources and destinations can");
        }
        return options;
    }

    @Override
    public @Nullable StepResult run(Flow flow) throws Exception {
        var message = flow.enter(options);
        StepResult result;
        try {
            result = step.apply(message, flow);
        } finally {
            flow.leave();
        }
        return switch (result.kind()) {
            case NEXT -> {
                flow.become(result.message().orElse(message));
                yield null;
            }
            case ROUTE -> {
                if (flow.destination().isPresent()) {
                    throw new ProblemException(
                            Problem.of("internal", "only a step of the source can route"));
                }
                flow.become(result.message().orElse(message));
                yield result;
            }
            case SPLIT -> {
                if (flow.destination().isPresent()) {
                    throw new ProblemException(
                            Problem.of("internal", "only a step of the source can split"));
                }
                yield StepResult.split(result.parts(), reason(result));
            }
            case DROP -> StepResult.drop(reason(result));
            case HOLD -> StepResult.hold(reason(result));
            case REFUSE -> result;
        };
    }

    private String reason(StepResult result) {
        return where + (result.reason().isEmpty() ? "" : ": " + result.reason());
    }

    @Override
    public void close() {
        step.close();
    }
}

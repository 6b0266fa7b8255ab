package dev.pons.core.language;

import dev.pons.core.config.Mark;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiled steps, one after the other. */
record StepList(List<Line> lines) implements Steps {

    /** As many problems of a message stand in the reason. */
    private static final int SHOWN = 5;

    /**
     * One step.
     *
     * @param number as people count, {@code 3} or {@code 3.1} inside a choose
     */
    record Line(String number, String type, Mark mark, @Nullable Test when, Action action) {

        /** It ends every message. */
        boolean ends() {
            return when == null && action.ends();
        }

        /** It, or a step inside of it, has this number. */
        boolean has(String step) {
            return step.equals(number) || step.startsWith(number + ".");
        }
    }

    /**
     * Runs them as a part of another step. Null: the message goes on. Of steps that route, each
     * narrows what the others allow.
     */
    @Nullable StepResult inside(Flow flow) throws StepFailure {
        StepResult route = null;
        for (int i = 0; i < lines.size(); i++) {
            var result = run(lines.get(i), flow);
            if (result != null && result.kind() != StepResult.Kind.ROUTE) {
                return result;
            }
            route = result == null ? route : both(route, result);
        }
        return route;
    }

    private static StepResult both(@Nullable StepResult route, StepResult more) {
        if (route == null) {
            return more;
        }
        var both = new HashSet<>(more.destinations());
        both.retainAll(route.destinations());
        return StepResult.route(more.message().orElseThrow(), both, more.reason());
    }

    /** It, or a step inside one of them, has this number. */
    boolean has(String step) {
        return lines.stream().anyMatch(line -> line.has(step));
    }

    /** Runs those behind a step, which may stand inside one of them. */
    @Nullable StepResult inside(Flow flow, String step) throws StepFailure {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.has(step)) {
                continue;
            }
            var rest = new StepList(lines.subList(i + 1, lines.size()));
            if (line.number().equals(step)) {
                return rest.inside(flow);
            }
            Action inner = again -> line.action().resume(again, step);
            var result =
                    plain(new Line(line.number(), line.type(), line.mark(), null, inner), flow);
            return result == null ? rest.inside(flow) : result;
        }
        throw new StepFailure(
                "the channel has no step " + step + ", behind which this part was split off",
                new IllegalStateException(step));
    }

    @Override
    public StepResult resume(Flow flow, String step) throws StepFailure {
        return ended(inside(flow, step), flow);
    }

    @Override
    public StepResult run(Flow flow) throws StepFailure {
        return ended(inside(flow), flow);
    }

    private static StepResult ended(@Nullable StepResult result, Flow flow) throws StepFailure {
        if (result != null && result.kind() != StepResult.Kind.ROUTE) {
            return result;
        }
        try {
            var message = flow.message();
            return result == null
                    ? StepResult.next(message)
                    : StepResult.route(message, result.destinations(), result.reason());
        } catch (ProblemException e) {
            throw new StepFailure("writing the message after the steps: " + words(e), e);
        } catch (Formats.Missing e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StepFailure("writing the message after the steps: " + foreign(e), safe(e));
        }
    }

    private static @Nullable StepResult run(Line line, Flow flow) throws StepFailure {
        var trace = flow.trace();
        return trace == null ? plain(line, flow) : new Traced(trace, line, flow).run();
    }

    /** One step before somebody's eyes. */
    private record Traced(Trace trace, Line line, Flow flow) {

        @Nullable StepResult run() throws StepFailure {
            var step =
                    new Trace.Step(
                            flow.destination().orElse(""),
                            line.number(),
                            line.type(),
                            line.mark().toString(),
                            flow.element());
            trace.begin(step, now(), Map.copyOf(flow.variables()));
            try {
                var when = line.when();
                var verdict = when == null ? null : when.of(flow);
                if (verdict != null && !verdict.holds()) {
                    end(Trace.Outcome.SKIPPED, "when " + verdict.decidedBy());
                    return null;
                }
                var result =
                        plain(
                                new Line(
                                        line.number(),
                                        line.type(),
                                        line.mark(),
                                        null,
                                        line.action()),
                                flow);
                var decided = result == null ? Trace.Outcome.RAN : Trace.Outcome.DECIDED;
                end(decided, result == null ? "" : kind(result) + " " + result.reason());
                return result;
            } catch (ProblemException e) {
                end(Trace.Outcome.FAILED, words(e));
                throw failure(line, words(e), e);
            } catch (StepFailure e) {
                end(Trace.Outcome.FAILED, String.valueOf(e.getMessage()));
                throw e;
            }
        }

        private String kind(StepResult result) {
            return flow.given().collected() == null ? result.kind().name() : "COLLECT";
        }

        private void end(Trace.Outcome outcome, String words) {
            trace.end(outcome, words.strip(), now(), Map.copyOf(flow.variables()));
        }

        /** The message as it is; before its changes if these cannot be written. */
        private Message now() {
            try {
                return flow.message();
            } catch (ProblemException unwritable) {
                return flow.facts();
            }
        }
    }

    private static @Nullable StepResult plain(Line line, Flow flow) throws StepFailure {
        try {
            var when = line.when();
            var result = when == null || when.of(flow).holds() ? line.action().run(flow) : null;
            if (result != null && result.kind() == StepResult.Kind.SPLIT) {
                flow.lastStep(line.number());
            }
            return result;
        } catch (StepFailure | Formats.Missing e) {
            throw e;
        } catch (ProblemException e) {
            throw failure(line, words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(line, "interrupted", safe(e));
        } catch (Exception e) {
            throw failure(line, foreign(e), safe(e));
        }
    }

    private static StepFailure failure(Line line, String words, Exception cause) {
        return new StepFailure(
                "step " + line.number() + " (" + line.type() + ", " + line.mark() + "): " + words,
                cause);
    }

    /** The first of the problems, each with its place, and how many more there are. */
    private static String words(ProblemException e) {
        var first =
                e.problems().stream()
                        .limit(SHOWN)
                        .map(one -> one.path().map(path -> path + ": ").orElse("") + one.words())
                        .collect(Collectors.joining("; "));
        int more = e.problems().size() - SHOWN;
        return first + (more > 0 ? " (and " + more + " more)" : "");
    }

    private static String foreign(Exception e) {
        return "failed unexpectedly with " + e.getClass().getName();
    }

    /** The message of a foreign exception may quote content; where it came from does not. */
    private static Exception safe(Exception e) {
        var safe = new IllegalStateException(e.getClass().getName());
        safe.setStackTrace(e.getStackTrace());
        return safe;
    }

    @Override
    public void close() {
        lines.forEach(line -> line.action().close());
    }

    @Override
    public boolean ends() {
        return lines.stream().anyMatch(Line::ends);
    }

    @Override
    public boolean isEmpty() {
        return lines.isEmpty();
    }
}

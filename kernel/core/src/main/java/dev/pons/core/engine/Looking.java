package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.TraceView;
import dev.pons.core.engine.trial.Changes;
import dev.pons.core.language.Formats;
import dev.pons.core.language.Trace;
import dev.pons.core.store.Entry;
import dev.pons.spi.Message;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at each step of one message, and says what it saw. One use, one thread. */
final class Looking implements Trace {

    private final Program program;
    private final Changes changes;
    private final List<TraceView.@Nullable Step> steps = new ArrayList<>();
    private final Deque<Begun> begun = new ArrayDeque<>();

    /** A step that runs; the place in the list is taken when it begins. */
    private record Begun(
            int place, Step step, Changes.State before, List<String> notes, long nanos) {}

    Looking(Program program) {
        this.program = program;
        this.changes = new Changes(program.around().formats()::named);
    }

    @Override
    public void begin(Step step, Message message, Map<String, String> variables) {
        var before = new Changes.State(message, variables);
        steps.add(null);
        begun.push(new Begun(steps.size() - 1, step, before, new ArrayList<>(), System.nanoTime()));
    }

    @Override
    public void note(String words) {
        var running = begun.peek();
        if (running != null) {
            running.notes().add(words);
        }
    }

    @Override
    public void end(Outcome outcome, String words, Message message, Map<String, String> variables) {
        var end = System.nanoTime();
        var one = begun.pop();
        steps.set(
                one.place(),
                new TraceView.Step(
                        one.step().destination(),
                        one.step().number(),
                        one.step().type(),
                        one.step().where(),
                        one.step().element(),
                        word(outcome),
                        words,
                        changes.between(one.before(), new Changes.State(message, variables)),
                        List.copyOf(one.notes()),
                        Duration.ofNanos(end - one.nanos())));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What was seen, and what became of the message. */
    TraceView view(Entry.Received received, Entry.Routed routed) throws IOException {
        var seen = new ArrayList<TraceView.Step>();
        for (var step : steps) {
            if (step != null) {
                seen.add(step);
            }
        }
        var deliveries = new ArrayList<TraceView.Delivery>();
        for (var branch : routed.branches()) {
            deliveries.add(delivery(received, branch));
        }
        return new TraceView(
                program.file().name(),
                program.version(),
                seen,
                word(routed.end()),
                routed.reason(),
                routed.variables(),
                deliveries,
                routed.given().answers());
    }

    private TraceView.Delivery delivery(Entry.Received received, Entry.Branch branch)
            throws IOException {
        boolean sent = branch.state() == DeliveryState.QUEUED;
        var body = branch.body() == null ? received.body() : branch.body();
        return new TraceView.Delivery(
                branch.destination(),
                sent ? "sent" : word(branch.state()),
                branch.reason(),
                Formats.plain(
                        branch.format().isEmpty() ? program.around().format() : branch.format()),
                branch.texts(),
                sent ? body.toBytes() : null);
    }
}

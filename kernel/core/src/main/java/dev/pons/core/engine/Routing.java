package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.OnError;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Formats;
import dev.pons.core.language.Given;
import dev.pons.core.language.Steps.StepFailure;
import dev.pons.core.language.Surroundings;
import dev.pons.core.language.Trace;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Branch;
import dev.pons.core.store.Entry.End;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.core.store.Store;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one version of a channel makes of one message: the steps, then a branch per destination.
 * Pure but for the plugins' steps.
 */
final class Routing {

    private static final String TOLD_BY_STEP = "the channel's steps do not take it";

    private final Program program;
    private final Surroundings around;
    private final Made made;
    private final Given given;
    private final List<Entry.Received> parts = new ArrayList<>(0);
    private Collecting collecting = Collecting.NOWHERE;
    private @Nullable Trace trace;

    Routing(Program program, Store store) {
        this(program, store, new Given());
    }

    /** Of a message that was given something before. */
    Routing(Program program, Store store, Given given) {
        this(program, program.around(), new Made(store), given);
    }

    private Routing(Program program, Surroundings around, Made made, Given given) {
        this.program = program;
        this.around = around;
        this.made = made;
        this.given = given;
    }

    /**
     * What is never sent: nothing of it is kept, and what it was given before it is given again.
     */
    static Routing forNothing(Program program, Entry.Given before) {
        return new Routing(
                program,
                program.around().forReading(),
                Made.forNothing(),
                new Given(before.answers()));
    }

    /** All steps; of what goes on behind one those behind it. */
    private StepResult run(Origin origin, Flow flow) throws StepFailure {
        if (origin.step().isEmpty()) {
            return program.steps().run(flow);
        }
        origin.variables().forEach(flow::let);
        return program.steps().resume(flow, program.behind(origin));
    }

    /** What is collected goes into groups from now on. */
    Routing into(Collecting groups) {
        collecting = groups;
        return this;
    }

    private Entry.Routed dropped(long id, long now, StepResult result, Flow flow, Message original)
            throws ProblemException, IOException {
        var asked = given.collected();
        if (asked == null) {
            return end(id, now, End.DROPPED, result.reason(), flow);
        }
        var left = flow.message();
        var by = program.aggregate(asked.name()).orElseThrow();
        var place = collecting.place(id, by, asked, left);
        var body = left.body() == original.body() ? null : made.content(left.body());
        return end(id, now, End.AGGREGATED, result.reason(), flow)
                .with(place.left(asked, by, left, original, body));
    }

    private Entry.Routed split(
            long id, Entry.Received received, long now, StepResult result, Flow flow)
            throws Exception {
        parts.addAll(new Parting(program, made).of(id, received, result, flow));
        var end = parts.isEmpty() ? End.DROPPED : End.SPLIT;
        return end(id, now, end, result.reason(), flow);
    }

    /** Parts that go on in place of the message. */
    List<Entry.Received> parts() {
        return List.copyOf(parts);
    }

    /** Somebody looks at each step. */
    Routing before(Trace looks) {
        trace = looks;
        return this;
    }

    /**
     * Runs the steps, once. What goes wrong is an end with its reason. Thrown is only what the
     * message has to wait for: {@link Formats.Missing} for a format that is not installed, {@link
     * Made.NotKept} for a disk that does not take what the steps made.
     */
    Entry.Routed route(long id, Entry.Received received, long now) {
        var message = program.message(received);
        var flow = flow(id, received, message);
        try {
            var result = Fence.call(() -> run(received.origin(), flow));
            return switch (result.kind()) {
                case SPLIT -> split(id, received, now, result, flow);
                case NEXT -> routed(id, now, "", flow, message, null);
                case ROUTE -> chosen(id, now, result, flow, message);
                case DROP -> dropped(id, now, result, flow, message);
                case HOLD -> end(id, now, End.HELD, result.reason(), flow);
                case REFUSE -> end(id, now, End.REFUSED, refusal(result), flow);
            };
        } catch (Formats.Missing | Made.NotKept e) {
            made.discard();
            throw e;
        } catch (Exception e) {
            given.backTo(0);
            return end(id, now, onError(), words(e), flow);
        }
    }

    private Flow flow(long id, Entry.Received received, Message message) {
        var flow =
                new Flow(
                        Ids.text(id),
                        message,
                        around,
                        Instant.ofEpochMilli(received.at()),
                        program.file().zone(),
                        given);
        return trace == null ? flow : flow.before(trace);
    }

    /**
     * What a person redirected goes to that destination as it is: no steps run, no condition is
     * asked. What its keys or texts cannot be made of is held.
     */
    Entry.Routed redirected(long id, Entry.Received received, long now) {
        var message = Message.of(received.body(), received.meta());
        var flow = flow(id, received, message);
        try {
            var branches = new ArrayList<Branch>(program.destinations().size());
            for (var to : program.destinations()) {
                branches.add(
                        to.file().name().equals(received.origin().destination())
                                ? queued(to, Place.of(to, flow), flow, message)
                                : Branches.notChosen(to, "not asked for"));
            }
            return new Entry.Routed(
                    id,
                    program.version(),
                    now,
                    End.ROUTED,
                    "redirected",
                    Map.of(),
                    Map.of(),
                    branches);
        } catch (Formats.Missing | Made.NotKept e) {
            made.discard();
            throw e;
        } catch (Exception e) {
            return end(id, now, End.HELD, words(e), flow);
        }
    }

    /** What a failing step says. */
    static String words(Exception e) {
        return e instanceof StepFailure ? String.valueOf(e.getMessage()) : Fence.words(e);
    }

    /** {@code CODE: words}, as {@link Verdict} tells it to the sender. */
    private static String refusal(StepResult result) {
        var words = result.reason().isEmpty() ? TOLD_BY_STEP : result.reason();
        return result.problem().map(p -> p.code() + ": " + words).orElse(words);
    }

    private End onError() {
        return switch (program.file().onError().then()) {
            case HOLD -> End.HELD;
            case REFUSE -> End.REFUSED;
            case DROP -> End.DROPPED;
        };
    }

    private Entry.Routed end(long id, long now, End end, String reason, Flow flow) {
        return new Entry.Routed(
                id,
                program.version(),
                now,
                end,
                reason,
                Map.copyOf(flow.variables()),
                program.index().of(flow),
                List.of(),
                Giving.kept(given));
    }

    private Entry.Routed chosen(long id, long now, StepResult result, Flow flow, Message original) {
        for (var name : result.destinations()) {
            if (program.destination(name).isEmpty()) {
                return end(
                        id,
                        now,
                        onError(),
                        "a step routed to the unknown destination " + name,
                        flow);
            }
        }
        return routed(id, now, result.reason(), flow, original, result.destinations());
    }

    private Entry.Routed routed(
            long id,
            long now,
            String reason,
            Flow flow,
            Message original,
            @Nullable Set<String> only) {
        var branches = new ArrayList<Branch>(program.destinations().size());
        for (var to : program.destinations()) {
            boolean left = only != null && !only.contains(to.file().name());
            branches.add(
                    left
                            ? Branches.notChosen(to, "not named by the route")
                            : to.file().attempts().after().isPresent()
                                    ? after(to, flow, original)
                                    : branch(to, flow, original));
        }
        Branches.followNobody(branches);
        return new Entry.Routed(
                id,
                program.version(),
                now,
                End.ROUTED,
                reason,
                Map.copyOf(flow.variables()),
                program.index().of(flow),
                branches,
                Giving.kept(given));
    }

    /** Begins later, with the message as it is now. */
    private Branch after(Program.To to, Flow flow, Message original) {
        try {
            var message = flow.message();
            return new Branch(
                    to.file().name(),
                    DeliveryState.AFTER,
                    to.file().attempts().after().orElseThrow().text(),
                    false,
                    false,
                    "",
                    new long[0],
                    List.of(),
                    message.meta().equals(original.meta()) ? null : message.meta(),
                    message.body() == original.body() ? null : made.content(message.body()),
                    false,
                    other(message));
        } catch (ProblemException e) {
            return failed(to, new long[0], Fence.words(e));
        }
    }

    /** What a branch becomes whose time has come. */
    Branch follow(
            long id,
            Entry.Received received,
            Branch waited,
            Program.To to,
            Map<String, String> variables) {
        var original = Message.of(received.body(), received.meta());
        var flow = flow(id, received, original);
        var now =
                Message.of(
                        waited.body() == null ? original.body() : waited.body(),
                        waited.meta() == null ? original.meta() : waited.meta());
        boolean untouched = waited.body() == null && waited.meta() == null;
        var left = waited.format().isEmpty() ? now : now.withBody(now.body(), waited.format());
        return branch(to, flow.goOn(untouched ? original : left, variables), original);
    }

    private Branch branch(Program.To to, Flow before, Message original) {
        var place = Place.NOWHERE;
        int left = given.remembered().size();
        try {
            if (to.when().isPresent()) {
                var verdict = to.when().get().of(before);
                if (!verdict.holds()) {
                    return Branches.notChosen(to, "when " + verdict.decidedBy());
                }
            }
            place = Place.of(to, before);
            var flow = before.branch(to.file().name());
            var result = Fence.call(() -> to.steps().run(flow));
            return switch (result.kind()) {
                case NEXT, ROUTE -> queued(to, place, flow, original);
                case DROP -> Branches.notChosen(to, result.reason());
                case HOLD -> held(to, place.keys(), result.reason());
                case REFUSE, SPLIT -> failed(to, place.keys(), result.reason());
            };
        } catch (Formats.Missing | Made.NotKept e) {
            throw e;
        } catch (Exception e) {
            given.backTo(left);
            return failed(to, place.keys(), words(e));
        }
    }

    private Branch queued(Program.To to, Place place, Flow flow, Message original)
            throws ProblemException {
        var message = flow.message();
        var texts = new ArrayList<String>(to.texts().size());
        for (var text : to.texts()) {
            texts.add(text.render(flow));
        }
        var part = to.part().isPresent() ? to.part().get().of(flow) : null;
        boolean untouched = part == null && message.body() == original.body();
        return new Branch(
                to.file().name(),
                DeliveryState.QUEUED,
                "",
                false,
                true,
                "",
                place.keys(),
                texts,
                message.meta().equals(original.meta()) ? null : message.meta(),
                untouched ? null : made.content(part == null ? message.body() : part),
                place.first(),
                other(message));
    }

    /** The message's format, if it is not the channel's. */
    private String other(Message message) {
        return message.format().equals(around.format()) ? "" : message.format();
    }

    /** A branch that failed follows {@code on-error}; the others go on. */
    private Branch failed(Program.To to, long[] keys, String reason) {
        return program.file().onError().then() == OnError.Then.HOLD
                ? held(to, keys, reason)
                : Branches.notChosen(to, reason);
    }

    /** Nothing was made that could be sent: a person reruns it when the channel is mended. */
    private Branch held(Program.To to, long[] keys, String reason) {
        boolean aside = !program.file().onError().blocks();
        return new Branch(
                to.file().name(),
                DeliveryState.HELD,
                "",
                aside,
                false,
                reason,
                keys,
                List.of(),
                null,
                null);
    }
}

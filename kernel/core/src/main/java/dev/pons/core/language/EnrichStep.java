package dev.pons.core.language;

import dev.pons.core.language.Peer.Answered;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Format;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a peer in the middle of the steps, and puts what it answers into the message. What it
 * answered is recorded with the message; a run that may ask nobody has only that.
 *
 * @param whom the type and its options as the file has them
 */
record EnrichStep(String name, String whom, Peer peer, Sends sends, Wants wants, Targets.Miss miss)
        implements Action {

    /** A value that is longer is not kept with a message. */
    private static final int LONGEST = 1 << 20;

    private static final int MOST_LINES = 20;
    private static final int MOST_BYTES = 16 << 10;

    /**
     * What is sent.
     *
     * @param steps on a copy of the message
     * @param texts options of the peer's type
     * @param part in place of the message
     * @param format of the message
     */
    record Sends(StepList steps, List<Text> texts, Optional<Part> part, String format) {}

    /**
     * What is taken from an answer.
     *
     * @param format of the answer
     * @param values a path for each target
     */
    record Wants(String format, Targets targets, List<Path> values) {}

    @Override
    public @Nullable StepResult run(Flow flow) throws Exception {
        var copy = flow.branch(flow.destination().orElse(null));
        var result = sends.steps().inside(copy);
        if (result != null) {
            return instead(result);
        }
        return put(flow, asked(flow, question(flow, copy)));
    }

    /** The steps that make what is sent may hold or refuse the message, and nothing else. */
    private StepResult instead(StepResult result) throws ProblemException {
        return switch (result.kind()) {
            case HOLD, REFUSE -> result;
            default ->
                    throw new ProblemException(
                            Problem.of(
                                    "internal",
                                    "the steps inside make what is sent to "
                                            + name
                                            + " and cannot drop, route or split the message; use"
                                            + " `when` beside `enrich`"));
        };
    }

    /** The format that question and answer have knows whether an answer is a yes. */
    private boolean isJudged() {
        return sends.part().isEmpty()
                && Formats.plain(sends.format()).equals(Formats.plain(wants.format()));
    }

    private Question question(Flow flow, Flow copy) throws ProblemException, IOException {
        var texts = new ArrayList<String>(sends.texts().size());
        for (var text : sends.texts()) {
            texts.add(text.render(copy));
        }
        var whole = copy.message();
        var message = sends.part().isEmpty() ? whole : Message.of(sends.part().get().of(copy));
        var judge =
                isJudged() ? Optional.of(flow.format(wants.format())) : Optional.<Format>empty();
        return new Question(
                name, flow.id(), message, new Question.Way(texts, judge, a -> read(flow, a)));
    }

    /** The wanted values of an answer, by path; empty: not there. */
    private Map<String, String> read(Flow flow, Message answer) throws ProblemException {
        var of = flow.origin().answer(answer, wants.format());
        if (answer.body().size() > 0) {
            of.read();
        }
        var values = new LinkedHashMap<String, String>();
        for (var path : wants.values()) {
            boolean nothing = answer.body().size() == 0 && path.root() == Path.Root.MESSAGE;
            values.put(path.written(), nothing ? "" : path.text(of));
        }
        return values;
    }

    private Answered asked(Flow flow, Question question)
            throws ProblemException, IOException, InterruptedException {
        var given = flow.given();
        var recorded = given.known(question.words());
        if (recorded != null) {
            tell(flow, question, "asked ");
            return told(flow, Answered.unpack(recorded));
        }
        var played = given.known(Peer.PLAYED + name);
        if (played != null) {
            tell(flow, question, "not asked, an answer is given: ");
            var bytes = played.getBytes(StandardCharsets.ISO_8859_1);
            var values = question.read(Message.of(Payload.of(bytes)));
            return told(flow, new Answered(Peer.Kind.ANSWERED, "", values));
        }
        if (!flow.origin().asks()) {
            tell(flow, question, "would ask ");
            var why = name + " is not asked by a trial, and no answer is recorded";
            return told(flow, new Answered(Peer.Kind.UNASKED, why));
        }
        var answered = peer.ask(question);
        fits(answered);
        given.put(question.words(), answered.pack());
        return answered;
    }

    /** {@code ProblemException}: a value is too long to be kept with the message. */
    private void fits(Answered answered) throws ProblemException {
        for (var path : wants.values()) {
            if (answered.values().getOrDefault(path.written(), "").length() > LONGEST) {
                throw path.problem(
                        "too-long",
                        "has more than "
                                + LONGEST
                                + " characters in the answer of "
                                + name
                                + "; what is so large goes through a destination and its `reply`");
            }
        }
    }

    private void tell(Flow flow, Question question, String how) throws IOException {
        if (flow.trace() == null) {
            return;
        }
        var body = question.message().body();
        flow.note(how + name + " (" + whom + ") with " + body.size() + " bytes:");
        try (var in = body.open()) {
            var text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            text.lines().limit(MOST_LINES).forEach(line -> flow.note("| " + line));
        }
        question.texts().forEach(text -> flow.note("with " + text));
    }

    private Answered told(Flow flow, Answered answered) {
        if (flow.trace() != null) {
            boolean there = answered.kind() == Peer.Kind.ANSWERED;
            flow.note(there ? name + " gives " + answered.values() : answered.why());
        }
        return answered;
    }

    private @Nullable StepResult put(Flow flow, Answered answered) throws ProblemException {
        return switch (answered.kind()) {
            case ANSWERED -> put(flow, answered.values());
            case REFUSED, UNASKED -> miss.of(flow, wants.targets(), answered.why());
            case UNKNOWN -> StepResult.hold(answered.why());
            case SILENT -> throw new ProblemException(Problem.of("internal", answered.why()));
        };
    }

    /** What is there goes to its place; of the rest, {@code miss} decides. */
    private @Nullable StepResult put(Flow flow, Map<String, String> values)
            throws ProblemException {
        var missing = new ArrayList<Targets.Target>();
        for (var target : wants.targets().all()) {
            var value = values.get(target.name());
            if (value == null || value.isEmpty()) {
                missing.add(target);
            } else {
                Targets.put(flow, target, value);
            }
        }
        return missing.isEmpty()
                ? null
                : miss.of(flow, new Targets(missing), absent(missing.get(0).name(), values));
    }

    private String absent(String path, Map<String, String> values) {
        return values.containsKey(path)
                ? "the answer of " + name + " has no " + path
                : path + " of the answer of " + name + " is not recorded";
    }

    @Override
    public void close() {
        sends.steps().close();
        peer.close();
    }
}

package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.Document;
import dev.pons.spi.format.Documents;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message on its way through the steps: its bytes, its variables, and its parsed content, which
 * is opened when first asked for and kept for steps in a row. One thread, together with its
 * branches: they read the same parsed content until one of them writes. After a step failed, only
 * {@link #original()} is to be relied on.
 *
 * <p>A format that a message needs and that is not installed is {@link Formats.Missing}, an {@code
 * IllegalStateException} with its name.
 */
public final class Flow implements Run {

    private final Origin origin;
    private final @Nullable String destination;
    private Map<String, String> variables;
    private Content content;
    private boolean own;
    private String lastStep = "";
    private final Guest guest = new Guest();

    /** The plugin's step that works with the message now. */
    private static final class Guest {
        PluginOptions options = PluginOptions.NONE;
        @Nullable OpenDocument<?> document;
    }

    /**
     * A message at the beginning of the source's steps. {@code id} is what {@code {id}} stands for,
     * {@code given} what it was given before.
     */
    public Flow(
            String id,
            Message original,
            Surroundings around,
            Instant now,
            ZoneId zone,
            Given given) {
        this.origin = new Origin(id, original, around, now, zone, given);
        this.destination = null;
        this.variables = Map.of();
        this.content = origin.content();
    }

    private Flow(Flow from, @Nullable String destination) {
        this.origin = from.origin;
        this.destination = destination;
        this.variables = from.variables.isEmpty() ? Map.of() : new LinkedHashMap<>(from.variables);
        this.content = from.content;
    }

    /** The same message at the beginning of other steps; what happens there stays there. */
    public Flow branch(@Nullable String destination) {
        own = false;
        return new Flow(this, destination);
    }

    /** At a later time: the message as its steps left it then, and what is known of it. */
    public Flow goOn(Message left, Map<String, String> known) {
        become(left);
        known.forEach(this::let);
        return this;
    }

    /**
     * An answer to this message, at the beginning of steps that shape it: the message itself is
     * what came in. Same thread.
     */
    public Flow answer(Message answer, Map<String, String> known) {
        var flow = new Flow(this, destination().orElse(null));
        flow.variables = known.isEmpty() ? Map.of() : new LinkedHashMap<>(known);
        flow.content = new Content(answer);
        flow.own = true;
        return flow;
    }

    /**
     * The message as it is now, changes written; the same object as the original if nothing was
     * changed.
     */
    public Message message() throws ProblemException {
        return content.message();
    }

    /** All variables. */
    public Map<String, String> variables() {
        return Collections.unmodifiableMap(variables);
    }

    @Override
    public Message original() {
        return origin.content().facts();
    }

    @Override
    public Optional<String> destination() {
        return Optional.ofNullable(destination);
    }

    @Override
    public Instant now() {
        return origin.moment().now();
    }

    @Override
    public ZoneId zone() {
        return origin.moment().zone();
    }

    @Override
    public String text(Template template) throws ProblemException {
        return guest.options.text(template).render(this);
    }

    @Override
    public boolean holds(Condition condition) throws ProblemException {
        return guest.options.test(condition).of(this).holds();
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public void let(String name, String value) {
        if (variables.isEmpty()) {
            variables = new LinkedHashMap<>();
        }
        variables.put(name, value);
    }

    @Override
    public Optional<String> lookup(String table, String key, String column) {
        return Optional.ofNullable(cell(table, key, column));
    }

    @Override
    public Optional<Map<String, String>> recall(String table, String key) {
        return Optional.ofNullable(known(table, key)).map(Collections::unmodifiableMap);
    }

    @Override
    public void remember(String table, String key, Map<String, String> values, Duration keep) {
        if (!guest.options.remembers()) {
            throw new IllegalArgumentException(
                    "an answer is not remembered here: set a variable, and remember it in the"
                            + " steps of a destination that comes `after` this one");
        }
        long until = keep.isZero() ? 0 : now().plus(keep).toEpochMilli();
        keep(new Given.Remembered(table, key, Map.copyOf(values), until));
    }

    @Override
    public long seed() {
        return origin.seed();
    }

    @Override
    public <S> S service(Class<S> type) {
        if (type != Documents.class) {
            throw new IllegalArgumentException("a step is offered no " + type.getName());
        }
        return type.cast(new Opener());
    }

    /** What a plugin's step reaches of formats. */
    private final class Opener implements Documents {
        @Override
        public Document open(Message message) throws ProblemException {
            return Flow.this.open(message);
        }

        @Override
        public String escape(String format, String value) {
            return Flow.this.escape(value, format);
        }
    }

    private Document open(Message message) throws ProblemException {
        boolean current = message == content.facts() && content.lend();
        var from = current ? content : new Content(message);
        var document = from.read(origin).document(origin.formatName(message), from);
        guest.document = document;
        return document;
    }

    /** The parsed content, for reading. */
    Opened<?> read() throws ProblemException {
        return content.read(origin);
    }

    /** The parsed content as it came in, for reading. */
    Opened<?> readOriginal() throws ProblemException {
        return origin.content().read(origin);
    }

    /** The parsed content, for writing. */
    Opened<?> edit() throws ProblemException {
        if (!own) {
            content = content.take();
            own = true;
        }
        return content.edit(origin);
    }

    /** A value so that the delimiters of the message's format stay text. */
    String escape(String value) {
        return value.isEmpty() ? value : origin.format(content.facts()).escape(value);
    }

    /** The same for another format. */
    String escape(String value, String format) {
        return value.isEmpty() ? value : format(format).escape(value);
    }

    /** The number of the step that split the message; empty: none did. */
    public String lastStep() {
        return lastStep;
    }

    /** The innermost says it first. */
    void lastStep(String number) {
        lastStep = lastStep.isEmpty() ? number : lastStep;
    }

    /** From now on somebody looks at each step; also of branches. */
    public Flow before(Trace trace) {
        origin.trace(trace);
        return this;
    }

    @Nullable Trace trace() {
        return origin.trace();
    }

    /** Number of the current element; 0: outside of any {@code each}. */
    int element() {
        return content.elementOf();
    }

    @Override
    public void note(String words) {
        var trace = origin.trace();
        if (trace != null) {
            trace.note(words);
        }
    }

    /** What all branches share. */
    Origin origin() {
        return origin;
    }

    /** What the message was given, and leaves to be remembered. */
    public Given given() {
        return origin.given();
    }

    /** A cell of a code table; null: no such key. */
    @Nullable String cell(String table, String key, String column) {
        var found = origin.lookup(table, key, column);
        if (origin.trace() != null) {
            note(table + ": " + key + (found == null ? " is no key" : " gives " + found));
        }
        return found;
    }

    /** What is remembered under a key; null: nothing. */
    @Nullable Map<String, String> known(String table, String key) {
        var found = origin.recall(table, key);
        if (origin.trace() != null) {
            note(table + ": " + key + (found == null ? " is not known" : " gives " + found));
        }
        return found;
    }

    /** Leaves something to be remembered; without values, to be forgotten. */
    void keep(Given.Remembered one) {
        origin.given().remember(one);
        if (origin.trace() != null) {
            var what = one.values().isEmpty() ? " is forgotten" : " is " + one.values();
            note(one.table() + ": " + one.key() + what);
        }
    }

    /** The next number of a sequence. */
    String next(String sequence) {
        return origin.next(sequence);
    }

    /** Puts a text at a path of the message. */
    void put(Path path, String text) throws ProblemException {
        edit().set(path.depth(), path.rest(), Value.of(text), false);
    }

    /** The message with its facts, without looking for edits. */
    Message facts() {
        return content.facts();
    }

    /** Parts of the message as it is now, with its facts. */
    List<Message> split(String by, List<String> keep) throws ProblemException, IOException {
        var message = message();
        var parts = new ArrayList<Message>();
        for (var part : origin.format(message).split(message, by, keep)) {
            parts.add(message.withBody(part));
        }
        return parts;
    }

    /** A format by name. */
    Format format(String name) {
        return origin.format(name);
    }

    /** {@code ProblemException}: what the format's standard says is wrong with the message. */
    void validate() throws ProblemException, IOException {
        var message = message();
        var problems = origin.format(message).validate(message);
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    problems.get(0), problems.subList(1, problems.size()).toArray(new Problem[0]));
        }
    }

    /** A fact of the message. */
    @Nullable String fact(String name) {
        return content.facts().meta().get(name);
    }

    /** Another fact of the message, or another value of it. */
    void fact(String name, String value) {
        content.fact(name, value);
    }

    @Nullable String variableOrNull(String name) {
        return variables.get(name);
    }

    String id() {
        return origin.id();
    }

    String nowText() {
        return origin.moment().text();
    }

    /** Before a plugin's step: its template and condition options. */
    Message enter(PluginOptions compiled) throws ProblemException {
        guest.options = compiled;
        guest.document = null;
        return content.message();
    }

    /** After a plugin's step, however it ended. */
    void leave() {
        guest.options = PluginOptions.NONE;
        content.giveBack();
    }

    /** What a plugin's step returned is the message now; parsed content is kept if it fits. */
    void become(Message returned) {
        if (returned == content.facts()) {
            return;
        }
        var last = guest.document;
        content =
                (last == null ? Optional.<Content>empty() : last.contentOf(returned))
                        .orElseGet(() -> new Content(returned));
        own = true;
    }
}

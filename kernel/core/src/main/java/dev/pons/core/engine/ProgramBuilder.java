package dev.pons.core.engine;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Bound;
import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.Answers;
import dev.pons.core.language.Compiler;
import dev.pons.core.language.Formats;
import dev.pons.core.language.Part;
import dev.pons.core.language.Steps;
import dev.pons.core.language.Surroundings;
import dev.pons.core.language.Text;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Listener;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Compiles one channel file against the types that exist now. One use, one thread. */
final class ProgramBuilder {

    private static final Set<String> OWN_WORDS = Set.of("id", "now");

    private final Kit kit;
    private final ChannelFile file;
    private final Faults faults;
    private final Binder binder;
    private final List<String> missing = new ArrayList<>();

    /** What destinations know of their peers' answers. */
    private final List<Compiler> replies = new ArrayList<>();

    /** The source is one that others push to. */
    private boolean listens;

    ProgramBuilder(Kit kit, ChannelFile file, Faults faults) {
        this.kit = kit;
        this.file = file;
        this.faults = faults;
        this.binder = new Binder(kit.site().references());
    }

    /**
     * The program; empty with faults, or with {@code missing} types that a plugin may bring later.
     *
     * @param waits a plugin may bring what is missing
     */
    record Built(Optional<Program> program, List<String> missing, boolean waits) {

        static final Built NOTHING = new Built(Optional.empty(), List.of(), false);
    }

    /**
     * The same as {@link #build}, for a limited time, since plugins look at their options in it.
     */
    Built within(Duration longest) throws Exception {
        var built = new AtomicReference<>(Built.NOTHING);
        new Deadline(kit.threads()).run("look at its options", longest, () -> built.set(build()));
        return Objects.requireNonNull(built.get());
    }

    Built build() {
        var format = format();
        var from = from();
        if (format.isEmpty()) {
            lookOnly();
            return new Built(Optional.empty(), missing, faults.none());
        }
        var around = around(format.get());
        var compiler =
                new Compiler(around, step(), binder, silent(), faults)
                        .suggesting(kit.types().names(Types.Kind.STEP))
                        .asking(new ChannelPeers(kit, file, faults, this::destinationType));
        var before = compiler.forDestination(silent());
        var steps = compiler.steps(file.steps());
        var index = compiler.index(file.keeping().index());
        var to = destinations(compiler, around);
        var front = front(before, compiler);
        var texts = from.map(f -> new SourceTexts(f.bound(), compiler, around, file.zone()));
        together(compiler, steps);
        if (!faults.none() || !missing.isEmpty() || from.isEmpty()) {
            boolean waits = faults.none() || !compiler.missingSteps().isEmpty();
            return new Built(Optional.empty(), missing, waits);
        }
        return new Built(
                Optional.of(
                        new Program(
                                file,
                                0,
                                format.get(),
                                around,
                                steps,
                                index,
                                from.get().with(texts.orElseThrow()),
                                front,
                                to,
                                compiler.aggregates(),
                                faults.warnings().stream().map(Object::toString).toList())),
                missing,
                false);
    }

    /** What is right by itself may not fit together. */
    private void together(Compiler compiler, Steps steps) {
        new SourceCheck(file, faults).of(listens, compiler.aggregates());
        if (steps.ends()) {
            faults.warn(
                    file.source().part().mark(),
                    "no message reaches the destinations: the steps of the source end every one;"
                            + " give the one that does a `when`");
        }
    }

    /** In the order of the file; each is compiled after the one that it comes after. */
    private List<Program.To> destinations(Compiler compiler, Surroundings around) {
        var done = new HashMap<String, Compiler>();
        var made = new HashMap<String, Program.To>();
        var left = new ArrayDeque<>(file.destinations());
        while (!left.isEmpty()) {
            var next = left.pollFirst();
            var before =
                    next.attempts().after().isEmpty()
                            ? compiler
                            : done.get(next.attempts().after().get().text());
            if (before == null) {
                left.addLast(next);
                continue;
            }
            var own = before.forDestination(silent());
            var peers = own.forAnswers(silent());
            destination(next, own, peers, around).ifPresent(to -> made.put(next.name(), to));
            done.put(next.name(), before.knowing(peers));
            replies.add(peers);
        }
        return file.destinations().stream()
                .flatMap(d -> Optional.ofNullable(made.get(d.name())).stream())
                .toList();
    }

    private static Rules rules(
            ChannelFile.Destination destination, Compiler peers, Answers answers) {
        var lines =
                destination.attempts().outcomes().stream()
                        .map(o -> new Rules.Line(o.when().map(peers::condition), o))
                        .toList();
        return new Rules(lines, peers.steps(destination.reply()), answers);
    }

    /** A reply knows the variables of what ran before the answer. */
    private Program.Front front(Compiler before, Compiler compiler) {
        var answer = file.source().answer();
        var known =
                switch (answer.acknowledge()) {
                    case STORED -> before;
                    case CHECKED -> compiler;
                    case PROCESSED, REPLY_OF -> knowingReplies(compiler);
                };
        var reply = known.forReply().steps(answer.reply());
        var once = file.source().duplicates().map(d -> key(d.by(), before));
        return new Program.Front(reply, once);
    }

    /** With what the reply steps of destinations let. */
    private Compiler knowingReplies(Compiler compiler) {
        var known = compiler;
        for (var peers : replies) {
            known = known.knowing(peers);
        }
        return known;
    }

    private Text key(Yaml.Text by, Compiler compiler) {
        if (OWN_WORDS.contains(by.text())) {
            faults.add(
                    by.mark(),
                    "\"by\": \""
                            + by.text()
                            + "\" is the engine's own and never the same twice; write a path of"
                            + " the message, for example MSH-10");
        }
        return compiler.value(by.text(), by.mark());
    }

    private Optional<Program.From> from() {
        var part = file.source().part();
        var schedule = file.source().schedule();
        var source = find(Types.Kind.SOURCE, part, () -> kit.types().source(type()));
        var from = source.flatMap(t -> bind(t, part).map(b -> new Program.From(t, b, schedule)));
        from.ifPresent(f -> listens = checked(part, () -> f.create(silent())) instanceof Listener);
        return from;
    }

    /**
     * Types of destinations are looked at even when nothing can be compiled, so that all faults are
     * told at once.
     */
    private void lookOnly() {
        for (var destination : file.destinations()) {
            destinationType(destination.part()).ifPresent(t -> bind(t, destination.part()));
        }
    }

    private String type() {
        return file.source().part().type();
    }

    private PluginContext silent() {
        return PluginContext.silent(file.name(), kit.clock());
    }

    private Optional<Format> format() {
        var part = file.source().format();
        var as = new ChannelFile.Part(part.type(), part.mark(), part.options());
        return find(Types.Kind.FORMAT, as, () -> kit.types().format(part.type()))
                .flatMap(t -> made(t, as));
    }

    private Optional<Format> made(FormatType<?> type, ChannelFile.Part part) {
        return bind(type, part).flatMap(bound -> Optional.ofNullable(create(type, bound, part)));
    }

    @SuppressWarnings("unchecked")
    private <C extends Record> @Nullable Format create(
            FormatType<C> type, Bound<?> bound, ChannelFile.Part part) {
        return checked(part, () -> type.create((C) bound.options(), silent()));
    }

    /** The channel's own format, or another one with its defaults. */
    private Surroundings around(Format own) {
        var name = file.source().format().type();
        var site = kit.site();
        return new Surroundings(
                name, formats(name, own), site.tables(), kit.memory(), site.references());
    }

    private Formats formats(String name, Format own) {
        return new KnownFormats(name, own, this::plain, this::withOptions);
    }

    private Optional<Format> withOptions(String type, Yaml options, Faults to) {
        var part = new ChannelFile.Part(type, options.mark(), options);
        return kit.types()
                .format(type)
                .flatMap(t -> new ProgramBuilder(kit, file, to).made(t, part));
    }

    private Optional<Format> plain(String wanted) {
        return kit.types()
                .format(wanted)
                .flatMap(t -> new ProgramBuilder(kit, file, new Faults()).plain(t));
    }

    private Optional<Format> plain(FormatType<?> type) {
        var nowhere = Mark.whole(file.name());
        return made(
                type,
                new ChannelFile.Part("", nowhere, new Yaml.Fields(nowhere, List.of(), false)));
    }

    private Optional<DestinationType<?>> destinationType(ChannelFile.Part part) {
        return find(Types.Kind.DESTINATION, part, () -> kit.types().destination(part.type()));
    }

    private Optional<Program.To> destination(
            ChannelFile.Destination destination,
            Compiler compiler,
            Compiler peers,
            Surroundings around) {
        var type = destinationType(destination.part());
        var bound = type.flatMap(t -> bind(t, destination.part()));
        var when = destination.when().map(compiler::condition);
        var priority = destination.attempts().priority().map(compiler::condition);
        var steps = compiler.steps(destination.steps());
        var keys = keys(destination, compiler);
        var part = destination.attempts().body().map(b -> part(b, compiler));
        var answers = new Answers(around.in(compiler.format()), file.zone());
        var rules = rules(destination, peers.in(compiler.format()), answers);
        if (type.isEmpty() || bound.isEmpty()) {
            return Optional.empty();
        }
        listensOnce(destination, bound.get());
        var to =
                new Program.To(
                        destination,
                        type.get(),
                        bound.get(),
                        when,
                        priority,
                        steps,
                        keys,
                        texts(bound.get(), compiler),
                        rules,
                        part,
                        compiler.format());
        checked(destination.part(), () -> to.create(silent()));
        return Optional.of(to);
    }

    /** Peers that connect to a destination are with one instance of it. */
    private void listensOnce(ChannelFile.Destination destination, Bound<?> bound) {
        if (!bound.ports().isEmpty() && destination.order().lanes() > 1) {
            faults.add(
                    bound.ports().get(0).mark(),
                    "a destination that listens has one lane; write order: strict, or leave `order`"
                            + " out");
        }
    }

    private List<Text> keys(ChannelFile.Destination destination, Compiler compiler) {
        return destination.order().keys().stream()
                .map(
                        k ->
                                compiler.template(
                                        binder.template(k, faults).orElse(""), k.mark(), "text"))
                .toList();
    }

    private static Part part(ChannelFile.Body body, Compiler compiler) {
        var from = compiler.value(body.from().text(), body.from().mark());
        return new Part(from, body.from().text(), body.decode());
    }

    private static List<Text> texts(Bound<?> bound, Compiler compiler) {
        return bound.templates().stream()
                .map(t -> compiler.template(t.template().toString(), t.mark(), t.place()))
                .toList();
    }

    private Function<String, Optional<StepType<?>>> step() {
        return name -> kit.types().step(name).map(t -> t);
    }

    /** A type that does not exist is awaited; near misses are told. */
    private <T> Optional<T> find(
            Types.Kind kind, ChannelFile.Part part, Supplier<Optional<T>> lookup) {
        var found = lookup.get();
        if (found.isEmpty()) {
            var hint =
                    DidYouMean.of(part.type(), kit.types().names(kind))
                            .map(n -> "; did you mean " + n + "?")
                            .orElse("");
            missing.add(
                    "waiting for a plugin with the "
                            + kind.word()
                            + " type "
                            + part.type()
                            + " ("
                            + part.mark()
                            + ")"
                            + hint);
        }
        return found;
    }

    private Optional<? extends Bound<?>> bindAny(Type<?, ?> type, ChannelFile.Part part) {
        return binder.bind(type.config(), part.options(), faults);
    }

    private Optional<Bound<?>> bind(Type<?, ?> type, ChannelFile.Part part) {
        return bindAny(type, part).map(b -> b);
    }

    /** What {@code create} says of the options is a fault of the file. */
    private <T> @Nullable T checked(ChannelFile.Part part, Callable<T> create) {
        try {
            return Fence.call(create);
        } catch (IllegalArgumentException e) {
            faults.add(part.mark(), String.valueOf(e.getMessage()));
        } catch (Exception e) {
            faults.add(part.mark(), part.type() + ": " + Fence.words(e));
        }
        return null;
    }
}

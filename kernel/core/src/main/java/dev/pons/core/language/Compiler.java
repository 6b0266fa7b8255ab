package dev.pons.core.language;

import dev.pons.core.config.Binder;
import dev.pons.core.config.ChannelFile.IndexPath;
import dev.pons.core.config.ChannelFile.StepPart;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.Context;
import dev.pons.spi.StepType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compiles the language's parts of one channel; every fault is said with file, line and column.
 * Pure and for one thread; what it gives may be used by any. Where there was a fault, what it gives
 * must not be run.
 */
public final class Compiler {

    private final Scope scope;
    private final StepCompiler.Plugins plugins;

    /**
     * For one channel.
     *
     * @param around the channel's format, for checking paths and escaping, and what else there is
     * @param stepTypes plugins' steps by name; empty: none such
     * @param context for steps of plugins
     */
    public Compiler(
            Surroundings around,
            Function<String, Optional<StepType<?>>> stepTypes,
            Binder binder,
            Context context,
            Faults faults) {
        this(
                new Scope(around, faults),
                new StepCompiler.Plugins(
                        stepTypes,
                        new TreeSet<>(),
                        binder,
                        context,
                        new TreeSet<>(),
                        Peers.NOBODY));
    }

    private Compiler(Scope scope, StepCompiler.Plugins plugins) {
        this.scope = scope;
        this.plugins = plugins;
    }

    /** Names of plugins' steps, for "did you mean". */
    public Compiler suggesting(Set<String> stepTypes) {
        plugins.names().addAll(stepTypes);
        return this;
    }

    /** The same for templates that are rendered before there is a message. */
    public Compiler beforeMessage() {
        return new Compiler(scope.beforeMessage(), plugins);
    }

    /** The same, whose steps may ask these. */
    public Compiler asking(Peers peers) {
        return new Compiler(scope, with(plugins.context(), peers));
    }

    private StepCompiler.Plugins with(Context context, Peers peers) {
        return new StepCompiler.Plugins(
                plugins.types(),
                plugins.names(),
                plugins.binder(),
                context,
                plugins.missing(),
                peers);
    }

    /**
     * The same for one destination, whose steps may have their own context: knows the variables so
     * far, and keeps those that come to itself.
     */
    public Compiler forDestination(Context context) {
        return in(scope.inner(), context);
    }

    private Compiler in(Scope inner, Context context) {
        return new Compiler(inner, with(context, plugins.peers()));
    }

    /**
     * For the answers of one destination's peer: knows {@code outcome} too, and keeps what reply
     * steps {@code let}.
     */
    public Compiler forAnswers(Context context) {
        var inner = in(scope.ofPeer(), context);
        inner.scope.variables().add(Answers.OUTCOME);
        return inner;
    }

    /** The same for what comes after those answers: knows what their reply steps let. */
    public Compiler knowing(Compiler answers) {
        var inner = new Compiler(scope.inner(), plugins);
        inner.scope.variables().addAll(answers.scope.variables());
        inner.scope.variables().remove(Answers.OUTCOME);
        return inner;
    }

    /**
     * The same for steps that shape the answer to the sender ({@code reply:}): they may set its
     * facts.
     */
    public Compiler forReply() {
        return new Compiler(scope.ofReply(), plugins);
    }

    /** The same for messages of another format; what it learns is known here too. */
    public Compiler in(String format) {
        scope.becomes(format);
        return this;
    }

    /** The format that a message has behind the steps so far. */
    public String format() {
        return scope.format();
    }

    /** Steps that no plugin has now, each of which is also a fault: the channel waits for them. */
    public Set<String> missingSteps() {
        return Set.copyOf(plugins.missing());
    }

    /** Steps; variables that they {@code let} are known to what is compiled afterwards. */
    public Steps steps(List<StepPart> parts) {
        return new StepCompiler(scope, plugins).compile(parts, "");
    }

    /** The steps so far that collect messages. */
    public List<Aggregate> aggregates() {
        return List.copyOf(scope.aggregates());
    }

    /**
     * Values that messages are found by; compiled behind the steps, whose variables it may name.
     */
    public IndexValues index(List<IndexPath> paths) {
        return new IndexValues(
                paths.stream()
                        .map(
                                p ->
                                        new IndexValues.Named(
                                                p.name(),
                                                scope.path(p.path().text(), p.path().mark(), "")))
                        .toList());
    }

    /** A place in the message, to read from. */
    public Text value(String path, Mark mark) {
        var place = scope.path(path, mark, "");
        return place::text;
    }

    /** A condition. */
    public Test condition(Yaml condition) {
        return new Conditions(scope).compile(condition);
    }

    /**
     * A template, with values escaped for a place: {@code text, file, url, json, xml}, or {@code
     * format} for the channel's format. Another place is an {@code IllegalArgumentException}.
     */
    public Text template(String template, Mark mark, String place) {
        return new Templates(scope, mark, Escape.of(place)).compile(template);
    }

    /** A piece of a file as text again, on one line. */
    public static String words(Yaml yaml) {
        return Words.of(yaml);
    }

    /** The language's own steps, for the reserved words and the reference. */
    public static Set<String> builtInSteps() {
        return StepCompiler.BUILT_IN;
    }

    /** The pipes of templates, for the reference. */
    public static Set<String> pipes() {
        return Pipes.names();
    }

    /**
     * Names that no plugin's step may have: the language's own steps, those that come later
     * included, and words that would be taken for one.
     */
    public static Set<String> ownSteps() {
        return StepCompiler.OWN;
    }
}

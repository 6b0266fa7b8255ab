package dev.pons.core.language;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelFile.Enrich;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;

import java.util.List;
import java.util.Optional;

/** Compiles the step that asks a peer. */
final class EnrichSteps {

    private static final String SHAPE =
            "{ mllp: { connect: \"mpi.example:2575\" }, into: { mrn: PID-3.1 } }";

    private final Scope scope;
    private final StepCompiler.Plugins plugins;

    EnrichSteps(Scope scope, StepCompiler.Plugins plugins) {
        this.scope = scope;
        this.plugins = plugins;
    }

    /** Numbers of the steps inside are put behind {@code prefix}; empty: there were faults. */
    Optional<Action> enrich(Yaml value, Mark mark, String prefix) {
        int faults = scope.faults().count();
        if (!scope.mayRemember()) {
            scope.fault(
                    mark,
                    "an answer is not the place to ask somebody else: ask in `steps`, or in those"
                            + " of a destination that comes `after` this one");
        }
        var read = ChannelReader.enrich(value, scope.faults());
        if (read.isEmpty() || !(value instanceof Yaml.Fields fields)) {
            return Optional.empty();
        }
        var file = read.get();
        var asked = asked(file);
        var sends = sends(file, asked, prefix);
        var o = new StepOptions(scope, fields, SHAPE);
        var wants = wants(o, sends.format());
        var miss = Targets.Miss.of(o);
        if (asked.isEmpty() || wants.isEmpty() || scope.faults().count() > faults) {
            return Optional.empty();
        }
        var part = file.part();
        var whom = Words.of(new Yaml.Field(mark, part.type(), part.options()));
        return plugins.peers()
                .peer(asked.get())
                .map(p -> new EnrichStep(file.name(), whom, p, sends, wants.get(), miss));
    }

    /** A type that is missing is told by those who know the types. */
    private Optional<Peers.Asked> asked(Enrich file) {
        if (plugins.peers() == Peers.NOBODY) {
            scope.fault(file.mark(), "nobody can be asked here");
        }
        var options = file.part().options();
        return plugins.peers()
                .type(file)
                .flatMap(
                        type ->
                                plugins.binder()
                                        .bind(type.config(), options, scope.faults())
                                        .map(bound -> new Peers.Asked(file, type, bound)))
                .filter(this::connects);
    }

    /** A step asks a peer that it knows, and does not wait for one to come. */
    private boolean connects(Peers.Asked asked) {
        for (var at : asked.bound().ports()) {
            scope.fault(at.mark(), "a step cannot listen; name a peer to connect to");
        }
        return asked.bound().ports().isEmpty();
    }

    private EnrichStep.Sends sends(Enrich file, Optional<Peers.Asked> asked, String prefix) {
        var inside = scope.inner();
        var steps = steps(file, inside, prefix);
        boolean alone = scope.inEach() && !file.steps().isEmpty();
        var behind = alone ? inside.in(inside.format()) : inside;
        var texts = asked.map(a -> texts(a, behind)).orElse(List.of());
        var part = file.body().map(body -> part(body, behind));
        return new EnrichStep.Sends(steps, texts, part, behind.format());
    }

    /** On a copy of the message, which has no current element. */
    private StepList steps(Enrich file, Scope inside, String prefix) {
        if (!scope.inEach() || file.steps().isEmpty()) {
            return new StepCompiler(inside, plugins).compile(file.steps(), prefix);
        }
        var first = file.steps().get(0);
        if (file.steps().size() > 1 || !first.key().equals("new")) {
            scope.fault(
                    file.mark(),
                    "inside `each`, the `steps` of `enrich` are one `new`, which sets all that is"
                            + " sent");
            return new StepList(List.of());
        }
        var when = first.when().map(new Conditions(inside)::compile).orElse(null);
        var fresh = new FormatSteps(inside, plugins.missing()).fresh(first.value());
        return new StepList(
                List.of(new StepList.Line(prefix + "1", "new", first.mark(), when, fresh)));
    }

    private static List<Text> texts(Peers.Asked asked, Scope behind) {
        return asked.bound().templates().stream()
                .<Text>map(
                        at ->
                                new Templates(behind, at.mark(), Escape.of(at.place()))
                                        .compile(at.template().toString()))
                .toList();
    }

    private static Part part(ChannelFile.Body body, Scope behind) {
        var from = behind.path(body.from().text(), body.from().mark(), "");
        return new Part(from::text, body.from().text(), body.decode());
    }

    /** What is taken from an answer, which is of this format if the file says nothing else. */
    private Optional<EnrichStep.Wants> wants(StepOptions o, String standard) {
        var formats = new FormatSteps(scope, plugins.missing());
        var format = o.get("format").isEmpty() ? standard : formats.name(o.get("format"));
        if (formats.format(format, o.mark()).isEmpty()) {
            return Optional.empty();
        }
        var targets = Targets.of(o, "");
        var of = new Scope(scope.around().in(format), scope.faults());
        var values = targets.all().stream().map(target -> value(target, of)).toList();
        return Optional.of(new EnrichStep.Wants(format, targets, values));
    }

    private static Path value(Targets.Target target, Scope of) {
        if (target.name().isEmpty()) {
            of.fault(
                    target.mark(),
                    "say which value of the answer: into: { " + target.variable() + ": PID-3.1 }");
            return new Path(Path.Root.MESSAGE, "", "");
        }
        var path = of.path(target.name(), target.mark(), "");
        boolean known = path.root() == Path.Root.MESSAGE || path.root() == Path.Root.META;
        if (!known) {
            of.fault(
                    target.mark(),
                    "a path of the answer stands here, or `meta.` for what is known of it");
        } else if (path.isAll()) {
            of.fault(target.mark(), "several values; name one, for example with [1]");
        }
        return path;
    }
}

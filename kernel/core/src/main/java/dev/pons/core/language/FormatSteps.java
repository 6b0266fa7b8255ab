package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.Payload;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles the steps after which the message has another format, or that ask whether it has one.
 */
final class FormatSteps {

    private static final String NEW = "{ format: hl7v2, as: MDM^T02, set: {...} }";

    private final Scope scope;
    private final Set<String> missing;

    /**
     * For a place in a channel.
     *
     * @param missing gets the names of formats that a plugin may bring later
     */
    FormatSteps(Scope scope, Set<String> missing) {
        this.scope = scope;
        this.missing = missing;
    }

    /** A new message in place of the one that is there; its facts stay. */
    Action fresh(Yaml value) {
        var options = StepOptions.of(scope, value, NEW, List.of("format", "as", "version", "set"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        var o = options.get();
        var name = name(o.get("format"));
        var as = o.text("as").map(Yaml.Text::text).orElse("");
        var version = o.text("version").map(Yaml.Text::text).orElse("");
        var format = format(name, o.mark());
        if (format.isEmpty() || !makes(format.get(), new Wanted(as, version), o)) {
            return flow -> null;
        }
        var writes =
                o.get("set").map(set -> new Edits(scope).writes(set, scope.in(name)).creating());
        scope.becomes(name);
        return flow -> {
            var values = writes.isPresent() ? writes.get().render(flow) : new String[0];
            flow.become(flow.facts().withBody(made(name, as, version, flow), name));
            if (writes.isPresent()) {
                writes.get().put(values, flow);
            }
            return null;
        };
    }

    /**
     * {@code format: delimited}, or with options: {@code format: { delimited: { header: no } }}.
     */
    String name(Optional<Yaml> format) {
        if (format.isEmpty()) {
            return scope.format();
        }
        if (format.get() instanceof Yaml.Text text) {
            return text.text();
        }
        if (format.get() instanceof Yaml.Fields fields && fields.fields().size() == 1) {
            var one = fields.fields().get(0);
            return scope.around()
                    .formats()
                    .with(one.key(), one.value(), scope.faults())
                    .orElse(one.key());
        }
        scope.fault(
                format.get().mark(),
                "a format is a name, or a name with its options: { delimited: { header: no } }");
        return scope.format();
    }

    private record Wanted(String as, String version) {}

    private boolean makes(Format format, Wanted wanted, StepOptions options) {
        try {
            var sample =
                    new Fresh(wanted.as(), wanted.version(), "1", Instant.EPOCH, ZoneOffset.UTC);
            if (format.fresh(sample).isPresent()) {
                return true;
            }
            scope.fault(options.mark(), "this format makes no new messages; use `template`");
        } catch (IllegalArgumentException e) {
            scope.fault(options.mark(), String.valueOf(e.getMessage()));
        }
        return false;
    }

    private static Payload made(String name, String as, String version, Flow flow) {
        var fresh = new Fresh(as, version, flow.id(), flow.now(), flow.zone());
        return flow.format(name)
                .fresh(fresh)
                .orElseThrow(() -> new IllegalStateException("the format makes none any more"));
    }

    /** A format that must exist; else the fault is said. */
    Optional<Format> format(String name, Mark mark) {
        var format = scope.around().format(name);
        if (format.isEmpty()) {
            missing.add("format " + name);
            scope.fault(mark, "no format \"" + name + "\"; install the plugin that has it");
        }
        return format;
    }

    /** {@code { to: json }}: what one of the two formats says that the other is. */
    Action convert(Yaml value) {
        var options = StepOptions.of(scope, value, "{ to: json }", List.of("to"));
        if (options.isEmpty()) {
            return flow -> null;
        }
        var to = new Yaml.Text(options.get().mark(), name(options.get().get("to")), false);
        if (options.get().get("to").isEmpty()) {
            options.get().need("to");
            return flow -> null;
        }
        var target = format(to.text(), to.mark());
        if (target.isEmpty()) {
            return flow -> null;
        }
        String from = scope.format();
        var plain = Formats.plain(to.text());
        var known = Formats.plain(from);
        boolean bySource = scope.present().converts().contains(plain);
        if (known.equals(plain)) {
            scope.fault(to.mark(), "the message is " + known + " already at this place");
        } else if (!bySource && !target.get().converts().contains(known)) {
            scope.fault(
                    to.mark(),
                    "there is no conversion from "
                            + known
                            + " to "
                            + plain
                            + possible(plain)
                            + "; `new` or `template` makes a message of values");
        }
        scope.becomes(to.text());
        String by = bySource ? from : to.text();
        return flow -> {
            var converted = flow.format(by).convert(flow.message(), known, plain);
            flow.become(flow.facts().withBody(converted, to.text()));
            return null;
        };
    }

    private String possible(String wanted) {
        var known = scope.present().converts();
        return known.isEmpty() ? "" : DidYouMean.hint(wanted, known) + " (there is " + known + ")";
    }

    /** {@code { }}: what its format's standard asks of a message; what is wrong fails it. */
    Action validate(Yaml value) {
        boolean empty = value instanceof Yaml.Fields fields && fields.fields().isEmpty();
        if (!empty) {
            scope.fault(value.mark(), "`validate` takes no options: { }");
        }
        return flow -> {
            flow.validate();
            return null;
        };
    }
}

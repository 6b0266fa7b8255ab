package dev.pons.core.language;

import dev.pons.core.config.ChannelFile.StepPart;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Scalars;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.Aggregate.Limit;
import dev.pons.core.language.Aggregate.Until;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Fresh;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compiles {@code aggregate}. */
final class AggregateStep {

    private static final String SHAPE = "{ key: \"{PID-3.1}\", until: [100, 5m] }";
    private static final String ENDS =
            "`until` is a number of messages, a time as 5m, a condition, end-of-poll, or a list of"
                    + " these";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TIME = Pattern.compile("[0-9]+[a-z]+");
    private static final String END_OF_POLL = "end-of-poll";
    private static final Limit MOST = new Limit(100_000, 64L << 20, 1_000_000);

    private final Scope scope;

    AggregateStep(Scope scope) {
        this.scope = scope;
    }

    /** What is said of the end, one by one. */
    private static final class Ends {
        int count;
        Duration after = Duration.ZERO;
        boolean endOfPoll;
        final List<Test> tests = new ArrayList<>(1);
    }

    Action compile(StepPart part, String number) {
        var keys = List.of("key", "until", "empty", "name", "limit");
        var options = StepOptions.of(scope, part.value(), SHAPE, keys);
        if (options.isEmpty()) {
            return flow -> null;
        }
        var o = options.get();
        if (!scope.inSource()) {
            scope.fault(part.mark(), "`aggregate` stands among the steps of the source");
        }
        var key = o.get("key").isPresent() ? o.template("key") : null;
        var ends = ends(o);
        var until = until(o, ends);
        var name = name(o);
        if (scope.aggregates().stream().anyMatch(other -> other.name().equals(name))) {
            scope.fault(
                    part.mark(),
                    "a second `aggregate` needs a `name` of its own, by which its groups are found"
                            + " again when the file changes");
        }
        var limit = limit(o);
        if (until.count() > limit.messages()) {
            scope.fault(
                    part.mark(),
                    "`until` is more than a group may have: give `limit` more messages, at most "
                            + MOST.messages());
        }
        joins(part.mark(), until.sendsEmpty());
        scope.aggregates()
                .add(new Aggregate(name, number, part.mark(), scope.format(), until, limit));
        return action(name, key, ends.tests, part.mark());
    }

    private static Action action(String name, @Nullable Text key, List<Test> tests, Mark mark) {
        return flow -> {
            boolean closes = false;
            for (var test : tests) {
                var verdict = test.of(flow);
                closes |= verdict.holds();
                flow.note(
                        (verdict.holds() ? "closes its group: " : "does not close its group: ")
                                + verdict.decidedBy());
            }
            var group = key == null ? "" : key.render(flow);
            flow.note(key == null ? "would be collected" : "would be collected under " + group);
            flow.given().collect(new Given.Collected(name, group, closes));
            return StepResult.drop("collected by " + name + " at " + mark);
        };
    }

    private String name(StepOptions o) {
        var name = o.text("name");
        if (name.isEmpty()) {
            return Aggregate.USUAL;
        }
        if (!NAME.matcher(name.get().text()).matches()) {
            scope.fault(
                    name.get().mark(),
                    "a `name` has small letters, digits and -, and begins with a letter");
        }
        return name.get().text();
    }

    private Until until(StepOptions o, Ends ends) {
        boolean sends = o.word("empty", List.of("nothing", "send")).equals("send");
        if (sends && !ends.endOfPoll) {
            scope.fault(
                    o.mark(),
                    "`empty: send` is about the end of a poll; write end-of-poll among `until`");
        }
        var words = o.get("until").map(Words::of).orElse("");
        return new Until(ends.count, ends.after, ends.endOfPoll, sends, words);
    }

    private Ends ends(StepOptions o) {
        var ends = new Ends();
        var until = o.get("until");
        if (until.isEmpty()) {
            scope.fault(o.mark(), "`until` is missing; " + ENDS);
        } else if (until.get() instanceof Yaml.Items items && !items.items().isEmpty()) {
            items.items().forEach(item -> end(item, ends));
        } else {
            end(until.get(), ends);
        }
        return ends;
    }

    private void end(Yaml yaml, Ends ends) {
        if (yaml instanceof Yaml.Fields fields && !fields.fields().isEmpty()) {
            ends.tests.add(new Conditions(scope).compile(fields));
            return;
        }
        var text = yaml instanceof Yaml.Text t ? t.text() : "";
        if (text.equals(END_OF_POLL)) {
            ends.endOfPoll = true;
        } else if (NUMBER.matcher(text).matches() && Integer.parseInt(text) > 0) {
            ends.count = Integer.parseInt(text);
        } else if (TIME.matcher(text).matches()) {
            ends.after = time(text, yaml.mark());
        } else {
            scope.fault(yaml.mark(), ENDS);
        }
    }

    private Duration time(String text, Mark mark) {
        try {
            var time = Scalars.duration(text);
            if (!time.isZero()) {
                return time;
            }
            scope.fault(mark, "`until`: a time is at least 1ms");
        } catch (IllegalArgumentException e) {
            scope.fault(mark, "`until`: \"" + text + "\" " + e.getMessage());
        }
        return Duration.ofSeconds(1);
    }

    private Limit limit(StepOptions o) {
        var yaml = o.get("limit");
        if (yaml.isEmpty()) {
            return Limit.USUAL;
        }
        var shape = "{ messages: 10000, bytes: 16MB, groups: 10000 }";
        var given =
                StepOptions.of(scope, yaml.get(), shape, List.of("messages", "bytes", "groups"));
        if (given.isEmpty()) {
            return Limit.USUAL;
        }
        var usual = Limit.USUAL;
        return new Limit(
                (int) number(given.get(), "messages", usual.messages(), MOST.messages()),
                number(given.get(), "bytes", usual.bytes(), MOST.bytes()),
                (int) number(given.get(), "groups", usual.groups(), MOST.groups()));
    }

    private long number(StepOptions o, String key, long usual, long most) {
        Optional<Yaml.Text> text = o.text(key);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            long number = Scalars.number(text.get().text());
            if (number >= 1 && number <= most) {
                return number;
            }
            scope.fault(text.get().mark(), "`" + key + "` is from 1 to " + most);
        } catch (IllegalArgumentException e) {
            scope.fault(
                    text.get().mark(),
                    "`" + key + "`: \"" + text.get().text() + "\" " + e.getMessage());
        }
        return usual;
    }

    /** Whether the format can join messages, and if it must, make one of none. */
    private void joins(Mark mark, boolean ofNone) {
        try {
            scope.present().join(List.of(), new Fresh("", "", "1", Instant.EPOCH, ZoneOffset.UTC));
        } catch (ProblemException e) {
            var problem = e.problems().get(0);
            if (problem.code().equals("unsupported")) {
                scope.fault(
                        mark,
                        Formats.plain(scope.format())
                                + ": "
                                + problem.words()
                                + "; `convert` them before, or write them with `template`");
            } else if (ofNone) {
                scope.fault(mark, "`empty: send`: " + problem.words());
            }
        } catch (IOException e) {
            throw new IllegalStateException("nothing was to be read", e);
        }
    }
}

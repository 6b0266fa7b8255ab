package dev.pons.core.engine.testing;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.LedgerView;
import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Instance;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.Types;
import dev.pons.core.language.Surroundings;
import dev.pons.core.net.Net;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.spi.Message;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One test on an engine of its own, in a folder of its own. One thread. */
final class CaseRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CaseRun.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration END = Duration.ofSeconds(2);

    private final TestClock clock;
    private final TestFile file;
    private final Stage stage;
    private final Journal journal;
    private final Net net = new Net();
    private final Engine engine;

    CaseRun(Path folder, TestFile file, TestFile.Case test, Types types, Site site)
            throws IOException {
        this.file = file;
        this.clock = new TestClock(file.now());
        this.stage = new Stage(types, test.answers(), name -> around().format(name));
        this.journal =
                Journal.open(
                        folder,
                        Settings.DEFAULTS,
                        clock,
                        (why, cause) -> {
                            throw new IllegalStateException(why, cause);
                        });
        journal.notes().put(file.remembered(), 0);
        this.engine = new Engine(journal, net, stage, site, clock, Instance.of("test"));
    }

    private Surroundings around() {
        return engine.surroundings(file.channel())
                .orElseThrow(() -> new IllegalStateException("the channel does not run"));
    }

    /**
     * Runs the channel with the messages. {@code IOException}: the channel does not run, and why.
     */
    Happened run(Script script, List<TestFile.Given> given)
            throws IOException, InterruptedException {
        engine.deploy(script.channel(), script.text(), script.include(), "");
        engine.deployedAll();
        var view = engine.control().channel(script.channel());
        if (view.state() != ChannelState.STARTED) {
            var all = view.problems().isEmpty() ? List.of(view.reason()) : view.problems();
            throw new IOException(String.join(System.lineSeparator(), all));
        }
        call();
        var answers = new ArrayList<Optional<Message>>();
        for (var one : given) {
            if (one.isMessage()) {
                answers.add(submit(one));
            } else {
                happens(one);
            }
            settle(answers.size());
        }
        return happened(answers);
    }

    /** A poller gives its way in when it is called, whatever its schedule. */
    private void call() {
        var schedules = engine.control().schedules();
        if (schedules.all().stream().anyMatch(s -> s.channel().equals(file.channel()))) {
            try {
                schedules.run(file.channel(), "test");
            } catch (ControlException e) {
                LOG.debug("its schedule calls it already: {}", e.getMessage());
            }
        }
    }

    /** Time passes, or a poll ends. */
    private void happens(TestFile.Given one) {
        if (one.pollEnds()) {
            engine.pollEnds(file.channel());
        } else {
            clock.pass(one.passes());
            engine.closeDue(file.channel());
        }
    }

    private Optional<Message> submit(TestFile.Given one) throws IOException, InterruptedException {
        until(() -> stage.intake().isPresent());
        clock.stand();
        var way = stage.intake().orElseThrow();
        var message = Message.of(one.body(), one.facts());
        // for `reply:` steps of a channel whose format has no answers
        var receipt = way.submit(message, unused -> Message.of(new byte[0]));
        var reply = receipt.reply();
        var bytes = reply.toBytes();
        boolean silent = !reply.speaks() || bytes.length == 0 && reply.meta().isEmpty();
        return silent ? Optional.empty() : Optional.of(Message.of(bytes, reply.meta()));
    }

    /** A condition that is waited for. */
    @FunctionalInterface
    private interface Wish {
        boolean fulfilled();
    }

    private static void until(Wish wish) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!wish.fulfilled() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** So many came, nothing is on its way; what waits, waits for a person or behind what does. */
    private void settle(int submitted) throws InterruptedException {
        until(() -> engine.isQuiet(file.channel()) && isDone(submitted));
    }

    private boolean isDone(int submitted) {
        return engine.control().ledger().stream()
                .filter(sums -> sums.channel().equals(file.channel()))
                .anyMatch(sums -> came(sums) >= submitted && isDone(sums));
    }

    private static long came(LedgerView sums) {
        return sums.accepted() + sums.refused() + sums.duplicates();
    }

    private static boolean isDone(LedgerView sums) {
        long held = sums.held();
        long moving = sums.pending();
        for (var line : sums.destinations()) {
            held += line.held();
            moving += line.queued();
        }
        return moving == 0 || held > 0;
    }

    private Happened happened(List<Optional<Message>> answers)
            throws IOException, InterruptedException {
        var ends = new LinkedHashMap<Long, Happened.End>();
        try (var reader = journal.follow(0)) {
            while (reader.next(0)) {
                var entry = reader.entry();
                if (entry instanceof Entry.Received received
                        && received.channel().equals(file.channel())) {
                    ends.put(reader.id(), new Happened.End("waiting", ""));
                } else if (entry instanceof Entry.Refused refused) {
                    ends.put(reader.id(), new Happened.End("refused", refused.problem()));
                } else if (entry instanceof Entry.Routed routed
                        && ends.containsKey(routed.message())) {
                    ends.put(routed.message(), end(routed));
                }
            }
        }
        var sent = new LinkedHashMap<String, List<Stage.Sent>>();
        stage.got().forEach(name -> sent.put(name, List.copyOf(stage.sent(name))));
        return new Happened(
                around(),
                file.now(),
                engine.zone(file.channel()),
                List.copyOf(ends.values()),
                answers,
                Map.copyOf(sent));
    }

    private static Happened.End end(Entry.Routed routed) {
        return new Happened.End(routed.end().name().toLowerCase(Locale.ROOT), routed.reason());
    }

    @Override
    public void close() throws IOException {
        engine.close(END);
        net.close();
        journal.close();
    }
}

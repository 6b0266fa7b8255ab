package dev.pons.core.engine;

import dev.pons.core.control.ControlException;
import dev.pons.spi.Budget;
import dev.pons.spi.Intake;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Position;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Turn;
import dev.pons.spi.config.Template;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A poller at work: called when its timetable says so, one call at a time. Between two runs it has
 * no thread, only a place among those that the engine's clock wakes; the engine looks after them
 * once a second too, in case the time was changed or the machine was asleep. Any thread.
 */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration POLL = Duration.ofSeconds(60);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(30);

    private static final String NOT_TAKEN =
            "the engine did not take its messages; engine:info says whether the disk is full";

    private final Kit kit;
    private final Program.From made;
    private final Poller poller;
    private final PluginContext context;
    private final Seat seat;
    private volatile @Nullable Begun begun;
    private @Nullable Future<?> alarm;

    /** Since it was started. */
    private record Begun(Intake intake, Timetable table) {

        void keep(String mark) throws InterruptedException {
            intake.submitAll(List.of(), Position.of(Map.of(RunMark.PARTITION, mark)));
        }
    }

    Rounds(Kit kit, Program.From made, Poller poller, PluginContext context, Seat seat) {
        this.kit = kit;
        this.made = made;
        this.poller = poller;
        this.context = context;
        this.seat = seat;
    }

    private Instant now() {
        return kit.clock().instant();
    }

    /** From now on. */
    void begin(Intake intake) {
        var kept = intake.position().cursor(RunMark.PARTITION).orElse("");
        begun = new Begun(intake, new Timetable(made.schedule(), kept, now()));
        kit.threads().waiting().execute(this::first);
    }

    private void first() {
        var work = begun;
        if (work == null || !seat.enter(now().plus(POLL))) {
            return;
        }
        try {
            var base = work.table().base();
            if (base.isPresent()) {
                work.keep(base.get());
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: ended before its first run", context.name());
        } finally {
            seat.leave();
        }
        go();
    }

    /** Calls the poller if a run is due, and sees to the next. */
    private void go() {
        var work = begun;
        var until = now().plus(POLL);
        if (work == null || !seat.enter(until)) {
            return;
        }
        boolean ended = false;
        try {
            var run = work.table().call(now());
            work.table().news().ifPresent(n -> LOG.warn("channel {}: {}", context.name(), n));
            ended = run.isPresent() && poll(work, run.get(), until);
        } finally {
            seat.leave();
        }
        if (ended) {
            seat.pollEnded();
        }
        arm(work.table());
    }

    /** True: nothing waits any more. */
    private boolean poll(Begun work, Timetable.Round run, Instant until) {
        var table = work.table();
        var counted = new Counted(work.intake(), table.mark(run, true));
        try {
            var budget = new Allowance(counted, kit.clock(), seat, until, new Call(run));
            var next = Fence.call(() -> poller.poll(counted, budget));
            follow(work, run, next, counted.busy);
            seat.say(context.why());
            return next.kind() == Next.Kind.END && !counted.busy;
        } catch (InterruptedException e) {
            LOG.debug("{}: a poll was ended", context.name());
            table.failed(now(), "it was ended, since it took too long");
        } catch (Exception e) {
            var why = context.why().isEmpty() ? Fence.words(e) : context.why();
            table.failed(now(), why);
            seat.say(why);
        } finally {
            seat.gave(counted.messages);
        }
        return false;
    }

    private void follow(Begun work, Timetable.Round run, Next next, boolean busy)
            throws InterruptedException {
        var table = work.table();
        switch (next.kind()) {
            case MORE -> table.goOn(now(), busy ? BUSY_PAUSE : Duration.ZERO);
            case LATER -> table.goOn(now(), next.pause());
            case END -> {
                if (busy) {
                    table.failed(now(), NOT_TAKEN);
                } else if (table.ended(now())) {
                    work.keep(table.mark(run, false));
                }
            }
        }
    }

    private synchronized void arm(Timetable table) {
        disarm();
        if (seat.closed()) {
            return;
        }
        var now = now();
        var asks = table.asks(now);
        var latest = now.plus(LONGEST_PAUSE);
        var pause = Duration.between(now, asks.isAfter(latest) ? latest : asks);
        alarm = kit.threads().alarm(pause.isNegative() ? Duration.ZERO : pause, this::go);
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    /**
     * Once a second: ends a call whose time is over, and begins a run that nobody was woken for.
     */
    void tick() {
        var work = begun;
        var now = now();
        if (seat.isLate(now)) {
            kit.threads().waiting().execute(this::abort);
        } else if (work != null && seat.isFree() && !work.table().asks(now).isAfter(now)) {
            kit.threads().waiting().execute(this::go);
        }
    }

    /** Ends the call that runs. */
    void abort() {
        try {
            Fence.run(poller::abort);
        } catch (Exception e) {
            LOG.warn("{}: abort failed: {}", context.name(), Fence.words(e));
        }
        seat.interrupt();
    }

    /** No run begins any more. */
    void stop() {
        seat.close();
        synchronized (this) {
            disarm();
        }
    }

    /**
     * One run now, beside the schedule. {@code ControlException}: one goes on.
     *
     * @param remember writes who ordered it, before it begins
     */
    void order(String who, Runnable remember) {
        var work = begun;
        if (work == null) {
            throw new ControlException("the source is only being opened; type it again");
        }
        work.table().mayBeOrdered(now());
        remember.run();
        work.table().order(who, now());
        kit.threads().waiting().execute(this::go);
    }

    /** What is due when; empty: it was not started. */
    Optional<Timetable> table() {
        return Optional.ofNullable(begun).map(Begun::table);
    }

    /** The run as the poller sees it. */
    private final class Call implements Turn {

        private final Timetable.Round run;

        Call(Timetable.Round run) {
            this.run = run;
        }

        @Override
        public Instant planned() {
            return run.planned;
        }

        @Override
        public Optional<String> orderedBy() {
            return run.isOrdered() ? Optional.of(run.who) : Optional.empty();
        }

        @Override
        public ZoneId zone() {
            return made.texts().zone();
        }

        @Override
        public String text(Template template, Map<String, String> facts) throws ProblemException {
            return made.texts().render(template, facts, now());
        }
    }

    /** What one call may take. */
    private record Allowance(Counted counted, Clock clock, Seat seat, Instant deadline, Turn turn)
            implements Budget {

        private static final int MESSAGES = 1000;
        private static final long BYTES = 64L << 20;

        @Override
        public boolean left() {
            return messages() > 0
                    && bytes() > 0
                    && clock.instant().isBefore(deadline)
                    && !seat.closed()
                    && !Thread.currentThread().isInterrupted();
        }

        @Override
        public int messages() {
            return MESSAGES - counted.messages;
        }

        @Override
        public long bytes() {
            return BYTES - counted.bytes;
        }
    }
}

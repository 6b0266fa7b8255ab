package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Retry;
import dev.pons.core.config.schedule.Schedule;
import dev.pons.core.config.schedule.Schedule.Missed;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.RunView;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which run of one poller is due, which were missed, and what is kept of that. It asks no clock and
 * waits for nothing. One run at a time: what becomes due meanwhile waits, or is left out. Any
 * thread.
 */
final class Timetable {

    /**
     * A run that begins so much later than planned is on time still; one that is later is missed.
     */
    static final Duration GRACE = Duration.ofMinutes(1);

    /**
     * A clock that is set back by more makes the schedule begin anew; by less, no run comes again.
     */
    private static final Duration SET_BACK = Duration.ofDays(1);

    /** Between attempts of a run that fails, where the next one is far away. */
    private static final Retry RETRY =
            new Retry(Duration.ofMinutes(1), Duration.ofMinutes(15), false);

    private final Schedule schedule;
    private final RunMark kept;
    private final Deque<Instant> due = new ArrayDeque<>();
    private final Plan plan;
    private final Told told = new Told();
    private @Nullable Round round;
    private String ordered = "";

    /** A run that goes on. */
    static final class Round {
        final Instant planned;
        final String who;
        private final Instant began;
        private Instant left;
        private Instant resumes;
        private int failures;

        private Round(Instant planned, String who, Instant now) {
            this.planned = planned;
            this.who = who;
            this.began = now;
            this.left = now;
            this.resumes = now;
        }

        /** Its next call is at this time, as far as the clock is not set back. */
        private Instant asks(Instant now) {
            return now.isBefore(left) ? now : resumes;
        }

        private void leave(Instant now, Duration pause) {
            left = now;
            resumes = now.plus(pause);
        }

        private boolean failed(Instant now) {
            return failures > 0 && resumes.isAfter(now);
        }

        boolean isOrdered() {
            return !who.isEmpty();
        }
    }

    /** What comes: everything up to {@code last} is dealt with. */
    private static final class Plan {
        Instant last;
        Optional<Instant> next;
        Instant begins;

        Plan(Instant last, Optional<Instant> next) {
            this.last = last;
            this.next = next;
            this.begins = Instant.MAX;
        }
    }

    /** What people are told. */
    private static final class Told {
        Optional<RunView> last = Optional.empty();
        Instant busy = Instant.MIN;
        Instant free = Instant.MIN;
        String note = "";
        @Nullable String news;
    }

    /**
     * @param kept what {@link #mark} gave last; another schedule's says nothing
     */
    Timetable(Schedule schedule, String kept, Instant now) {
        this.schedule = schedule;
        this.kept = RunMark.of(kept, schedule);
        if (this.kept.isNothing()) {
            this.plan = new Plan(now, schedule.first(now));
        } else {
            var last = this.kept.planned();
            this.plan = new Plan(last, schedule.next(last));
            if (this.kept.begun()) {
                round = new Round(last, "", now);
            } else if (!this.kept.base()) {
                told.last = Optional.of(new RunView(last, Optional.empty(), "", ""));
            }
        }
        jitter();
    }

    /** What must be kept before the first run, so that a missed one is known; empty: nothing. */
    Optional<String> base() {
        return kept.isNothing() && schedule.isByClock()
                ? Optional.of(RunMark.base(plan.last, schedule))
                : Optional.empty();
    }

    /** Jitter does not move a run out of its hours. */
    private void jitter() {
        long most = schedule.jitter().toMillis();
        long ms = most == 0 ? 0 : ThreadLocalRandom.current().nextLong(most + 1);
        plan.begins =
                plan.next
                        .map(at -> schedule.isOpen(at.plusMillis(ms)) ? at.plusMillis(ms) : at)
                        .orElse(Instant.MAX);
    }

    /** When to ask for the next call. */
    synchronized Instant asks(Instant now) {
        if (round != null) {
            return round.asks(now);
        }
        if (!ordered.isEmpty()) {
            return now;
        }
        setBack(now);
        return due.isEmpty() ? plan.begins : schedule.opening(now);
    }

    /** What is dealt with lies in the future: the clock was set back. */
    private void setBack(Instant now) {
        if (!schedule.isByClock() && plan.last.isAfter(now)) {
            goTo(now);
        } else if (plan.last.isAfter(now.plus(SET_BACK))) {
            var last = new RunTimes(schedule.zone()).of(plan.last);
            goTo(now);
            say("the clock was set back behind the run of " + last + "; the schedule begins anew");
        }
    }

    /** The run that the poller is to be called for now; empty: not yet. */
    synchronized Optional<Round> call(Instant now) {
        if (asks(now).isAfter(now)) {
            return Optional.empty();
        }
        if (round == null && !ordered.isEmpty()) {
            round = new Round(now, ordered, now);
            ordered = "";
        }
        boolean punctual = round == null && due.isEmpty() && settle(now);
        if (round == null && !due.isEmpty() && (punctual || schedule.isOpen(now))) {
            round = new Round(due.removeFirst(), "", now);
        }
        return Optional.ofNullable(round);
    }

    /**
     * The time of at least one run is there: which of them are run. True: one, and it is not late,
     * so that it need not wait for the hours.
     */
    private boolean settle(Instant now) {
        var all = passed(now);
        var newest = all.get(all.size() - 1);
        var begins = plan.next.filter(newest::equals).isPresent() ? plan.begins : newest;
        switch (schedule.missed()) {
            case ALL -> due.addAll(all);
            case ONCE -> due.add(newest);
            case SKIP -> {
                if (isOnTime(newest, now)) {
                    due.add(newest);
                }
            }
        }
        goTo(newest);
        leftOut(all.subList(0, all.size() - due.size()), all.size() >= Schedule.MOST);
        return due.size() == 1 && !begins.plus(GRACE).isBefore(now);
    }

    private List<Instant> passed(Instant now) {
        var all = new ArrayList<>(schedule.between(plan.last, now));
        var next = plan.next.orElseThrow();
        if (all.size() < Schedule.MOST && !all.contains(next)) {
            all.add(0, next);
        }
        return all;
    }

    private void goTo(Instant dealtWith) {
        plan.last = dealtWith;
        plan.next = schedule.next(dealtWith);
        jitter();
    }

    private boolean isOnTime(Instant planned, Instant now) {
        return !planned.plus(schedule.jitter()).plus(GRACE).isBefore(now);
    }

    /** Of very many the oldest are not even counted. */
    private void leftOut(List<Instant> runs, boolean many) {
        var time = new RunTimes(schedule.zone());
        if (many) {
            say(
                    "very many runs, up to "
                            + time.of(plan.last)
                            + ", were left out: "
                            + why(plan.last));
        } else if (runs.size() == 1) {
            say("the run of " + time.of(runs.get(0)) + " was left out: " + why(runs.get(0)));
        } else if (!runs.isEmpty()) {
            var last = runs.get(runs.size() - 1);
            say(
                    runs.size()
                            + " runs, of "
                            + time.of(runs.get(0))
                            + " to "
                            + time.of(last)
                            + ", were left out: "
                            + why(last));
        }
    }

    private void say(String words) {
        told.note = words;
        if (schedule.isByClock()) {
            told.news = words;
        }
    }

    private String why(Instant planned) {
        return (!planned.isBefore(told.busy) && planned.isBefore(told.free)
                        ? "the run before had not ended"
                        : "the engine or the channel was stopped or asleep")
                + switch (schedule.missed()) {
                    case ONCE -> "; one run stands for all";
                    case ALL -> "; the newest " + Schedule.MOST + " are made up for";
                    case SKIP -> "";
                };
    }

    /** The run goes on after this time. */
    synchronized void goOn(Instant now, Duration pause) {
        if (round != null) {
            round.failures = 0;
            round.leave(now, pause);
        }
    }

    /** The run ended well. True: {@link #mark} is to be kept. */
    synchronized boolean ended(Instant now) {
        var done = round;
        end(now, "");
        return done != null && !done.isOrdered() && schedule.isByClock();
    }

    /** The run failed: it is tried again, or given up where the next one comes before that. */
    synchronized void failed(Instant now, String why) {
        if (round == null) {
            return;
        }
        var pause = Pause.after(++round.failures, RETRY);
        if (schedule.isByClock() && !round.isOrdered() && now.plus(pause).isBefore(plan.begins)) {
            told.last = Optional.of(view(round, Optional.of(now), why));
            round.leave(now, pause);
        } else {
            end(now, why);
        }
    }

    private void end(Instant now, String how) {
        if (round != null) {
            told.last = Optional.of(view(round, Optional.of(now), how));
            told.busy = round.began;
            told.free = now;
            round = null;
            schedule.every().ifPresent(beat -> onTheBeat(beat, now));
        }
    }

    /**
     * What would have been due meanwhile is not made up for; what was missed before the run, which
     * a crash had interrupted or a person ordered, is.
     */
    private void onTheBeat(Duration beat, Instant now) {
        boolean meanwhile = plan.begins.isAfter(told.busy) && plan.begins.isBefore(now);
        if (meanwhile && schedule.missed() != Missed.ALL) {
            long missed = Duration.between(plan.last, now).dividedBy(beat);
            goTo(plan.last.plus(beat.multipliedBy(missed)));
        }
    }

    /**
     * {@link ControlException}: a run goes on, and a person's must wait until it has ended. One
     * that failed and waits to be tried again is no obstacle.
     */
    synchronized void mayBeOrdered(Instant now) {
        if (round != null && !round.failed(now)) {
            throw new ControlException(
                    "the run of "
                            + new RunTimes(schedule.zone()).of(round.planned)
                            + " has not ended; timer:next says when it has");
        }
        if (!ordered.isEmpty()) {
            throw new ControlException(
                    "a run was just ordered by " + ordered + "; timer:next says when it has ended");
        }
    }

    /**
     * A person wants a run: now, or when the one that has begun meanwhile has ended. A run that
     * failed is tried again at once instead.
     *
     * @param who never empty
     */
    synchronized void order(String who, Instant now) {
        if (round != null && round.failed(now)) {
            round.leave(now, Duration.ZERO);
        } else {
            ordered = who;
        }
    }

    /** What is to be kept of a run; empty: nothing. */
    String mark(Round of, boolean begun) {
        return of.isOrdered() ? "" : RunMark.of(of.planned, begun, schedule);
    }

    /** Something that whoever reads the log should know; once. */
    synchronized Optional<String> news() {
        var words = Optional.ofNullable(told.news);
        told.news = null;
        return words;
    }

    /** The times of the next runs. */
    synchronized List<Instant> next(int count) {
        var runs = new ArrayList<>(due);
        var next = plan.next;
        while (runs.size() < count && next.isPresent()) {
            runs.add(next.get());
            next = schedule.next(next.get());
        }
        return List.copyOf(runs.subList(0, Math.min(count, runs.size())));
    }

    synchronized Optional<RunView> running() {
        return Optional.ofNullable(round).map(r -> view(r, Optional.empty(), ""));
    }

    synchronized Optional<RunView> last() {
        return told.last;
    }

    synchronized String note() {
        return told.note;
    }

    private static RunView view(Round round, Optional<Instant> ended, String how) {
        return new RunView(round.planned, ended, how, round.who);
    }
}

package dev.pons.core.config.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * When a channel's poller is called.
 *
 * @param rule the times
 * @param active only in these hours and on these days
 * @param jitter a run begins up to so much after its time
 * @param missed what becomes of runs whose time passed while nobody could be called
 * @param zone of times of the day
 */
public record Schedule(Rule rule, Active active, Duration jitter, Missed missed, ZoneId zone) {

    /** Of what says nothing. */
    public static final Schedule STANDARD = every(Duration.ofSeconds(1));

    /** So many missed runs are told apart; the newest. */
    public static final int MOST = 1000;

    /** Runs that are looked at to learn how far they are apart. */
    private static final int SOME = 100;

    private static final List<Duration> BACK =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(32),
                    Duration.ofDays(366),
                    Duration.ofDays(3000));

    /** Which times. */
    public sealed interface Rule permits Every, At, Cron {}

    /** What becomes of missed runs. */
    public enum Missed {
        /** They are left out. */
        SKIP,
        /** One run stands for all of them. */
        ONCE,
        /** Each is made up for, the oldest first. */
        ALL
    }

    /** Always so much after the one before. */
    record Every(Duration time) implements Rule {
        @Override
        public String toString() {
            return "every " + Schedule.words(time);
        }
    }

    /** Times of the day, in order. */
    record At(List<LocalTime> times) implements Rule, LocalTimes {
        @Override
        public Optional<LocalDateTime> next(LocalDateTime after) {
            var date = after.toLocalDate();
            return times.stream()
                    .filter(t -> t.isAfter(after.toLocalTime()))
                    .findFirst()
                    .map(date::atTime)
                    .or(() -> Optional.of(date.plusDays(1).atTime(times.get(0))));
        }

        @Override
        public boolean everyHour() {
            return false;
        }

        @Override
        public String toString() {
            return "at " + String.join(", ", times.stream().map(LocalTime::toString).toList());
        }
    }

    /** Always so much after the one before. */
    public static Rule rule(Duration every) {
        return new Every(every);
    }

    /** At times of the day. */
    public static Rule rule(List<LocalTime> at) {
        return new At(at.stream().sorted().distinct().toList());
    }

    /** By a cron expression; {@code IllegalArgumentException}: what is wrong with it. */
    public static Rule rule(String cron) {
        return Cron.of(cron);
    }

    /** Every so often, at any time. */
    public static Schedule every(Duration time) {
        return new Schedule(
                new Every(time), Active.ALWAYS, Duration.ZERO, Missed.ONCE, ZoneOffset.UTC);
    }

    /** The time between two runs; empty: it says times of the day. */
    public Optional<Duration> every() {
        return rule instanceof Every every ? Optional.of(every.time()) : Optional.empty();
    }

    /** It says times of the day, so that each run is one of its own. */
    public boolean isByClock() {
        return rule instanceof LocalTimes;
    }

    /** The run that follows one at this moment, or none there; empty: none comes. */
    public Optional<Instant> next(Instant after) {
        return rule instanceof LocalTimes times
                ? new WallClock(zone).next(new Within(times, active), after)
                : Optional.of(opening(after.plus(((Every) rule).time())));
    }

    /** The shortest time between two of the runs that follow this moment. */
    public Duration shortest(Instant after) {
        var shortest = ChronoUnit.FOREVER.getDuration();
        var before = next(after);
        for (int i = 0; i < SOME && before.isPresent(); i++) {
            var next = next(before.get());
            if (next.isPresent()) {
                var between = Duration.between(before.get(), next.get());
                shortest = between.compareTo(shortest) < 0 ? between : shortest;
            }
            before = next;
        }
        return shortest;
    }

    /** The first run of one that never ran: at once where it says no times of the day. */
    public Optional<Instant> first(Instant now) {
        return isByClock() ? next(now) : Optional.of(opening(now));
    }

    /** Something may run at this moment. */
    public boolean isOpen(Instant at) {
        return active.contains(at, zone);
    }

    /** The first moment at or after this one at which something may run. */
    public Instant opening(Instant from) {
        return active.opening(from, zone);
    }

    /**
     * Runs after one moment and up to another one, in order; of very many the {@link #MOST} newest.
     */
    public List<Instant> between(Instant after, Instant until) {
        for (var window : BACK) {
            var from = until.minus(window);
            if (!from.isAfter(after)) {
                break;
            }
            var some = all(from, until);
            if (some.size() >= MOST) {
                return some;
            }
        }
        return all(after, until);
    }

    private List<Instant> all(Instant after, Instant until) {
        var newest = new ArrayDeque<Instant>();
        var next = next(after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            newest.addLast(next.get());
            if (newest.size() > MOST) {
                newest.removeFirst();
            }
            next = next(next.get());
        }
        return List.copyOf(newest);
    }

    /** {@code every 5m, 06:00-22:00}: what decides when it runs, without the zone. */
    public String words() {
        return rule.toString() + active;
    }

    /** {@code 90s}, {@code 5m}. */
    public static String words(Duration time) {
        long ms = time.toMillis();
        if (ms % 1000 != 0) {
            return ms + "ms";
        }
        long s = ms / 1000;
        if (s % 60 != 0) {
            return s + "s";
        }
        return s % 3600 != 0 ? s / 60 + "m" : s % 86400 != 0 ? s / 3600 + "h" : s / 86400 + "d";
    }
}

package dev.pons.core.engine.alert;

import dev.pons.core.control.AlertView;
import dev.pons.core.engine.alert.Alert.Told;
import dev.pons.core.engine.alert.Sign.Level;
import dev.pons.core.engine.alert.Sign.Watched;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The alerts that are active and those that lately ended. One begins at the first look that shows
 * it; it ends when all was well for a while, and that while doubles each time it begins again
 * within an hour: what flaps is told a few times, not a hundred. Any thread; {@link #look} on one.
 */
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger("dev.pons.alert");
    private static final Duration LONGEST_CALM = Duration.ofMinutes(30);
    private static final Duration FLAPS = Duration.ofHours(1);

    /** A notice that no one took for so long is given up. */
    static final Duration PATIENCE = Duration.ofHours(24);

    /** Ended ones that are kept. */
    private static final int KEPT = 200;

    private final Clock clock;
    private final TreeMap<Long, Alert> all = new TreeMap<>();
    private final Map<Watched, Calm> calms = new HashMap<>();
    private boolean changed;

    /** How often something began again shortly after it had ended, and since when it is well. */
    private record Calm(int again, Optional<Instant> ended, Optional<Instant> well) {

        static final Calm NEW = new Calm(0, Optional.empty(), Optional.empty());

        Calm begins(Instant now) {
            return new Calm(isPast(now) ? 0 : again + 1, ended, Optional.empty());
        }

        Calm well(boolean yes, Instant now) {
            return new Calm(again, ended, yes ? Optional.of(well.orElse(now)) : Optional.empty());
        }

        /** What begins now does not flap. */
        boolean isPast(Instant now) {
            return ended.map(e -> e.plus(FLAPS).isBefore(now)).orElse(true);
        }

        boolean isOver(Duration calm, Instant now) {
            var longest = calm.compareTo(LONGEST_CALM) > 0 ? calm : LONGEST_CALM;
            var doubled = calm.multipliedBy(1L << Math.min(again, 20));
            var needed = doubled.compareTo(longest) > 0 ? longest : doubled;
            return well.map(w -> !w.plus(needed).isAfter(now)).orElse(false);
        }
    }

    /** Goes on with what was kept. */
    public Alerts(Clock clock, Collection<Alert> kept) {
        this.clock = clock;
        kept.forEach(alert -> all.put(alert.number(), alert));
    }

    /**
     * All that is watched, as it is now; what was watched and is not any more ends.
     *
     * @param calm how long something must be well before its end is told
     * @param blind it is not known whether this is still watched: it goes on
     */
    public synchronized void look(List<Sign> signs, Duration calm, Predicate<Watched> blind) {
        var now = clock.instant();
        var active = new HashMap<Watched, Alert>();
        all.values().stream().filter(Alert::isActive).forEach(a -> active.put(a.sign().of(), a));
        for (var sign : signs) {
            var alert = active.remove(sign.of());
            if (alert != null) {
                goesOn(alert, sign.level(), calm, now);
            } else if (sign.level() == Level.ILL) {
                begins(sign, now);
            }
        }
        active.values().stream()
                .filter(alert -> !blind.test(alert.sign().of()))
                .forEach(alert -> ends(alert, now, "; it is not watched any more"));
        tidy(now);
    }

    private void begins(Sign sign, Instant now) {
        calms.merge(sign.of(), Calm.NEW, (known, fresh) -> known.begins(now));
        var alert = Alert.begins(all.isEmpty() ? 1 : all.lastKey() + 1, sign, now);
        put(alert);
        LOG.warn(
                "alert: {}{}; type {}",
                sign.what(),
                sign.why().isEmpty() ? "" : " (" + sign.why() + ")",
                sign.type());
    }

    private void goesOn(Alert alert, Level level, Duration calm, Instant now) {
        var before = calms.getOrDefault(alert.sign().of(), Calm.NEW);
        var next = before.well(level == Level.WELL, now);
        calms.put(alert.sign().of(), next);
        if (next.isOver(calm, now)) {
            ends(alert, now, "");
        }
    }

    private void ends(Alert alert, Instant now, String more) {
        var calm = calms.getOrDefault(alert.sign().of(), Calm.NEW);
        calms.put(alert.sign().of(), new Calm(calm.again(), Optional.of(now), Optional.empty()));
        put(alert.ends(now));
        LOG.info(
                "alert ended after {}: {}{}",
                Notice.words(alert.length(now)),
                alert.sign().what(),
                more);
    }

    private void put(Alert alert) {
        all.put(alert.number(), alert);
        changed = true;
    }

    /** Gives up what nobody takes, forgets what is over. */
    private void tidy(Instant now) {
        var known = new HashSet<Watched>();
        var tooOld = now.minus(PATIENCE);
        for (var notice : notices(n -> n.since().isBefore(tooOld))) {
            settle(notice, new Told(Told.Kind.GIVEN_UP, now));
        }
        var ended = all.values().stream().filter(a -> !a.isActive() && !a.waits()).toList();
        ended.stream().limit(Math.max(0, ended.size() - KEPT)).forEach(a -> all.remove(a.number()));
        all.values().stream().filter(Alert::isActive).forEach(a -> known.add(a.sign().of()));
        calms.entrySet().removeIf(c -> !known.contains(c.getKey()) && c.getValue().isPast(now));
    }

    private List<Notice> notices(Predicate<Notice> wanted) {
        return all.values().stream()
                .flatMap(
                        a ->
                                Stream.of(new Notice(a, false), new Notice(a, true))
                                        .filter(n -> isOpen(a, n.ends())))
                .filter(wanted)
                .toList();
    }

    private static boolean isOpen(Alert alert, boolean ends) {
        return ends
                ? !alert.isActive() && alert.end().kind() == Told.Kind.WAITS
                : alert.begin().kind() == Told.Kind.WAITS;
    }

    /** What a target has not been told yet, oldest first. */
    synchronized List<Notice> waiting(String target) {
        return notices(n -> n.alert().sign().to().equals(target)).stream()
                .sorted(Comparator.comparing(Notice::since))
                .toList();
    }

    /** The target took these. */
    synchronized void told(List<Notice> notices) {
        var now = clock.instant();
        notices.forEach(notice -> settle(notice, new Told(Told.Kind.TOLD, now)));
    }

    private void settle(Notice notice, Told told) {
        var alert = all.get(notice.alert().number());
        if (alert != null) {
            put(alert.with(notice.ends(), told));
        }
    }

    /** Active ones first, each part newest first. */
    public synchronized List<AlertView> views() {
        var newest = new ArrayList<>(all.descendingMap().values());
        newest.sort(Comparator.comparing((Alert a) -> !a.isActive()));
        return newest.stream().map(Alert::view).toList();
    }

    /** All of them, if they changed since this was asked last. */
    public synchronized Optional<List<Alert>> changes() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(List.copyOf(all.values()));
    }
}

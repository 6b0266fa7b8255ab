package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Alert;
import dev.pons.core.config.schedule.Hours;
import dev.pons.core.engine.alert.Sign;
import dev.pons.core.engine.alert.Sign.Level;
import dev.pons.core.engine.alert.Sign.Watched;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * One {@code alert:} at one moment. Outside of its hours nothing begins; what began ends whenever
 * it is over.
 *
 * @param since when the engine started: what was before is not known
 */
record Watch(Alert alert, ZoneId zone, Instant now, Instant since) {

    /** Adds a sign for each thing that is watched. */
    void look(Sight sight, List<Sign> signs) {
        alert.queue().ifPresent(most -> signs.add(queue(sight, most)));
        alert.oldest().ifPresent(longest -> signs.add(oldest(sight, longest)));
        alert.down().ifPresent(longest -> signs.add(down(sight, longest)));
        alert.idle().ifPresent(longest -> signs.add(idle(sight, longest)));
        alert.held().ifPresent(most -> signs.add(held(sight, most)));
    }

    private Sign queue(Sight sight, long most) {
        boolean well = sight.queued() <= most - most / 10;
        return sign(
                sight,
                "queue",
                sight.queued() > most ? Level.ILL : well ? Level.WELL : Level.UNSURE,
                "more than " + most + " deliveries wait",
                sight.why());
    }

    private Sign oldest(Sight sight, Duration longest) {
        boolean ill = sight.oldest().map(at -> at.plus(longest).isBefore(now)).orElse(false);
        return sign(
                sight,
                "oldest",
                ill ? Level.ILL : Level.WELL,
                "a delivery waits for more than " + Views.words(longest),
                sight.why());
    }

    private Sign down(Sight sight, Duration longest) {
        boolean ill =
                sight.reach() == Sight.Reach.DOWN && sight.stateSince().plus(longest).isBefore(now);
        boolean well = sight.reach() == Sight.Reach.UP;
        return sign(
                sight,
                "down",
                ill ? Level.ILL : well ? Level.WELL : Level.UNSURE,
                sight.downWords() + " for more than " + Views.words(longest),
                sight.why());
    }

    private Sign idle(Sight sight, Duration longest) {
        var seen = sight.last().map(last -> last.isAfter(since) ? last : since).orElse(since);
        var from = alert.hours().map(this::opened).filter(o -> o.isAfter(seen)).orElse(seen);
        boolean ill = from.plus(longest).isBefore(now) && sight.reach() != Sight.Reach.BY_ORDER;
        boolean well = sight.last().map(last -> last.plus(longest).isAfter(now)).orElse(false);
        return sign(
                sight,
                "idle",
                ill ? Level.ILL : well ? Level.WELL : Level.UNSURE,
                sight.idleWords() + " for more than " + Views.words(longest),
                sight.why());
    }

    private Sign held(Sight sight, long most) {
        return sign(
                sight,
                "held",
                sight.held() > most ? Level.ILL : Level.WELL,
                most == 0
                        ? "something waits for a person"
                        : "more than " + most + " wait for a person",
                sight.why());
    }

    private Sign sign(Sight sight, String kind, Level level, String words, String why) {
        var to = sight.destination();
        var type =
                kind.equals("held")
                        ? "message:list --channel " + sight.channel() + " --state held"
                        : ("channel:why " + sight.channel() + " " + to).strip();
        return new Sign(
                new Watched(kind, sight.channel(), to),
                level == Level.ILL && !isOpen() ? Level.UNSURE : level,
                "channel "
                        + sight.channel()
                        + (to.isEmpty() ? "" : ", destination " + to)
                        + ": "
                        + words,
                why,
                type,
                alert.to());
    }

    private boolean isOpen() {
        return alert.hours().map(h -> h.contains(now.atZone(zone).toLocalTime())).orElse(true);
    }

    /** When the hours began last. */
    private Instant opened(Hours hours) {
        var today = now.atZone(zone).with(hours.from()).toInstant();
        return today.isAfter(now)
                ? now.atZone(zone).minusDays(1).with(hours.from()).toInstant()
                : today;
    }
}

package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Alert;
import dev.pons.core.config.schedule.Hours;
import dev.pons.core.engine.Sight.Reach;
import dev.pons.core.engine.alert.Sign;
import dev.pons.core.engine.alert.Sign.Level;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/** When each thing that is watched is well, ill, or neither. */
class WatchTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Optional<Duration> TEN = Optional.of(Duration.ofMinutes(10));

    private record Seen(
            long queued,
            long held,
            Optional<Instant> oldest,
            Reach reach,
            Instant stateSince,
            Optional<Instant> last)
            implements Sight {

        static final Seen WELL =
                new Seen(
                        0, 0, Optional.empty(), Reach.UP, NOW.minusSeconds(9000), Optional.of(NOW));

        Seen queued(long count) {
            return new Seen(count, held, oldest, reach, stateSince, last);
        }

        Seen is(Reach next, long minutes) {
            return new Seen(queued, held, oldest, next, NOW.minusSeconds(60 * minutes), last);
        }

        Seen last(long minutes) {
            var at = Optional.of(NOW.minusSeconds(60 * minutes));
            return new Seen(queued, held, oldest, reach, stateSince, at);
        }

        @Override
        public String channel() {
            return "adt";
        }

        @Override
        public String destination() {
            return "lab";
        }

        @Override
        public String why() {
            return "refused";
        }

        @Override
        public String downWords() {
            return "the peer cannot be reached";
        }

        @Override
        public String idleWords() {
            return "nothing was delivered";
        }
    }

    private static Alert alert(String what, Optional<Hours> hours) {
        return new Alert(
                what.equals("queue") ? OptionalLong.of(500) : OptionalLong.empty(),
                what.equals("oldest") ? TEN : Optional.empty(),
                what.equals("down") ? TEN : Optional.empty(),
                what.equals("idle") ? TEN : Optional.empty(),
                what.equals("held") ? OptionalLong.of(0) : OptionalLong.empty(),
                hours,
                "oncall");
    }

    private static Sign look(String what, Seen seen, String hours) {
        var parsed =
                Optional.of(hours)
                        .filter(h -> !h.isEmpty())
                        .map(h -> h.split("-"))
                        .map(h -> new Hours(LocalTime.parse(h[0]), LocalTime.parse(h[1])));
        var signs = new ArrayList<Sign>();
        new Watch(alert(what, parsed), BERLIN, NOW, NOW.minusSeconds(36_000)).look(seen, signs);
        assertThat(signs).hasSize(1);
        return signs.get(0);
    }

    private static Level level(String what, Seen seen) {
        return look(what, seen, "").level();
    }

    @Test
    void aQueueIsIllAboveItsLimitAndWellWellBelowIt() {
        assertThat(level("queue", Seen.WELL.queued(501))).isEqualTo(Level.ILL);
        assertThat(level("queue", Seen.WELL.queued(500))).isEqualTo(Level.UNSURE);
        assertThat(level("queue", Seen.WELL.queued(450))).isEqualTo(Level.WELL);
        assertThat(look("queue", Seen.WELL.queued(501), ""))
                .extracting(Sign::what, Sign::type, Sign::to)
                .containsExactly(
                        "channel adt, destination lab: more than 500 deliveries wait",
                        "channel:why adt lab",
                        "oncall");
    }

    @Test
    void downIsIllAfterItsTimeAndWellOnlyWhenThePeerWasReached() {
        assertThat(level("down", Seen.WELL.is(Reach.DOWN, 11))).isEqualTo(Level.ILL);
        assertThat(level("down", Seen.WELL.is(Reach.DOWN, 9))).isEqualTo(Level.UNSURE);
        assertThat(level("down", Seen.WELL.is(Reach.UNKNOWN, 9))).isEqualTo(Level.UNSURE);
        assertThat(level("down", Seen.WELL.is(Reach.BY_ORDER, 99))).isEqualTo(Level.UNSURE);
        assertThat(level("down", Seen.WELL)).isEqualTo(Level.WELL);
    }

    @Test
    void idleIsIllWhenNothingPassedForLongerButNotByOrder() {
        assertThat(level("idle", Seen.WELL.last(11))).isEqualTo(Level.ILL);
        assertThat(level("idle", Seen.WELL.last(9))).isEqualTo(Level.WELL);
        assertThat(level("idle", Seen.WELL.last(11).is(Reach.BY_ORDER, 99)))
                .isEqualTo(Level.UNSURE);
    }

    /** It is nine in Berlin; what was before the hours began does not count. */
    @Test
    void hoursAreThoseOfTheChannelsZoneAndIdleBeginsWithThem() {
        assertThat(look("idle", Seen.WELL.last(600), "08:55-22:00").level())
                .isEqualTo(Level.UNSURE);
        assertThat(look("idle", Seen.WELL.last(600), "08:45-22:00").level()).isEqualTo(Level.ILL);
        assertThat(look("queue", Seen.WELL.queued(501), "09:00-10:00").level())
                .isEqualTo(Level.ILL);
        assertThat(look("queue", Seen.WELL.queued(501), "08:00-09:00").level())
                .isEqualTo(Level.UNSURE);
        assertThat(look("queue", Seen.WELL.queued(501), "22:00-09:30").level())
                .isEqualTo(Level.ILL);
        assertThat(look("queue", Seen.WELL.queued(501), "22:00-06:00").level())
                .isEqualTo(Level.UNSURE);
        assertThat(look("queue", Seen.WELL, "22:00-06:00").level()).isEqualTo(Level.WELL);
    }

    @Test
    void heldAndOldest() {
        var held = new Seen(0, 1, Optional.empty(), Reach.UP, NOW, Optional.empty());
        assertThat(level("held", held)).isEqualTo(Level.ILL);
        assertThat(level("held", Seen.WELL)).isEqualTo(Level.WELL);
        assertThat(look("held", held, "").type())
                .isEqualTo("message:list --channel adt --state held");
        var old = Optional.of(NOW.minusSeconds(601));
        assertThat(level("oldest", new Seen(1, 0, old, Reach.UP, NOW, Optional.empty())))
                .isEqualTo(Level.ILL);
        assertThat(level("oldest", Seen.WELL)).isEqualTo(Level.WELL);
    }
}

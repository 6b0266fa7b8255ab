package dev.pons.plugin.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Turn;
import dev.pons.spi.config.Template;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** One message for each run, and none twice. */
class TimerTest {

    private static final Instant PLANNED = Instant.parse("2026-03-29T06:30:00Z");
    private static final Instant NOW = PLANNED.plusMillis(1250);

    private final List<Message> kept = new ArrayList<>();
    private final Door door = new Door();
    private final Saying context = new Saying();
    private final Poller timer =
            (Poller)
                    new TimerSource().create(new TimerSource.Options(Template.of("ping")), context);

    /** What the kernel would keep. */
    private final class Door implements Intake {
        Receipt.Kind kind = Receipt.Kind.STORED;
        Position position = Position.none();

        private Receipt take(List<Message> messages) {
            if (kind == Receipt.Kind.STORED) {
                kept.addAll(messages);
            }
            return kind == Receipt.Kind.REFUSED
                    ? Receipt.of(Receipt.Kind.STORED).with(List.of(Receipt.of(kind)))
                    : Receipt.of(kind);
        }

        @Override
        public Receipt submit(Message message) {
            return take(List.of(message));
        }

        @Override
        public Receipt refuse(Message fragment, Problem problem) {
            throw new AssertionError("a timer refuses nothing");
        }

        @Override
        public Receipt submitAll(List<Message> messages, Position behind) {
            var receipt = take(messages);
            position = receipt.kept() ? behind : position;
            return receipt;
        }

        @Override
        public Position position() {
            return position;
        }
    }

    private static final class Saying implements Context {
        String why = "";

        @Override
        public String name() {
            return "hourly";
        }

        @Override
        public ScheduledExecutorService executor() {
            throw new AssertionError("a timer has no thread of its own");
        }

        @Override
        public Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Override
        public void up() {
            why = "";
        }

        @Override
        public void down(String words) {
            why = words;
        }

        @Override
        public <S> S service(Class<S> type) {
            throw new AssertionError("a timer needs nothing");
        }
    }

    private record Run(Instant planned, Optional<String> orderedBy) implements Turn, Budget {

        @Override
        public ZoneId zone() {
            return ZoneId.of("Europe/Berlin");
        }

        @Override
        public String text(Template template, Map<String, String> facts) {
            return template + " " + facts.get("timer.planned");
        }

        @Override
        public boolean left() {
            return true;
        }

        @Override
        public int messages() {
            return 1;
        }

        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return NOW.plusSeconds(60);
        }

        @Override
        public Turn turn() {
            return this;
        }
    }

    private Next.Kind polls(Instant planned, String who) throws Exception {
        var by = who.isEmpty() ? Optional.<String>empty() : Optional.of(who);
        return timer.poll(door, new Run(planned, by)).kind();
    }

    @Test
    void aRunGivesOneMessageWithItsTimes() throws Exception {
        assertThat(polls(PLANNED, "")).isEqualTo(Next.Kind.END);
        assertThat(kept).hasSize(1);
        assertThat(new String(kept.get(0).body().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("ping 20260329083000+0200");
        assertThat(kept.get(0).meta())
                .containsOnly(
                        Map.entry("timer.planned", "20260329083000+0200"),
                        Map.entry("timer.now", "20260329083001+0200"));
        assertThat(door.position.cursor()).contains("2026-03-29T06:30:00Z");
    }

    /** After a crash the kernel calls again for the run that it interrupted. */
    @Test
    void aRunThatComesAgainGivesNoSecondMessage() throws Exception {
        polls(PLANNED, "");
        assertThat(polls(PLANNED, "")).isEqualTo(Next.Kind.END);
        assertThat(kept).hasSize(1);
        polls(PLANNED.plusSeconds(3600), "");
        assertThat(kept).hasSize(2);
    }

    @Test
    void whatIsNotTakenNowIsGivenAgain() throws Exception {
        door.kind = Receipt.Kind.BUSY;
        assertThat(polls(PLANNED, "")).isEqualTo(Next.Kind.MORE);
        door.kind = Receipt.Kind.STORED;
        assertThat(polls(PLANNED, "")).isEqualTo(Next.Kind.END);
        assertThat(kept).hasSize(1);
    }

    /** A run by order stands beside the schedule, and says whose it is. */
    @Test
    void aRunByOrderSaysWhoAndMovesNothing() throws Exception {
        polls(PLANNED, "");
        polls(PLANNED.plusSeconds(60), "local:ann");
        assertThat(kept).hasSize(2);
        assertThat(kept.get(1).meta()).containsEntry("timer.ordered-by", "local:ann");
        assertThat(door.position.cursor()).contains("2026-03-29T06:30:00Z");
    }

    @Test
    void aBodyThatTheFormatRefusesIsSaidAtTheSource() throws Exception {
        door.kind = Receipt.Kind.REFUSED;
        polls(PLANNED, "");
        assertThat(context.why).contains("\"body\" makes none of the channel's format");
        door.kind = Receipt.Kind.STORED;
        polls(PLANNED.plusSeconds(60), "");
        assertThat(context.why).isEmpty();
    }

    @Test
    void itRunsByAScheduleOnly() {
        assertThat(timer.needsSchedule()).isTrue();
    }
}

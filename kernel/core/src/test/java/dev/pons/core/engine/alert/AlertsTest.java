package dev.pons.core.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.AlertView;
import dev.pons.core.engine.alert.Sign.Level;
import dev.pons.core.engine.alert.Sign.Watched;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** "One alert when a state begins, one when it ends" (channel language, section 7). */
class AlertsTest {

    private static final Duration CALM = Duration.ofMinutes(1);

    @TempDir Path folder;
    private final SetClock clock = new SetClock();
    private Alerts alerts = new Alerts(clock, List.of());

    private static Sign sign(Level level) {
        return new Sign(
                new Watched("down", "adt", "lab"),
                level,
                "channel adt, destination lab: the peer cannot be reached for more than 5 min",
                "lab.example:2576 refused the connection",
                "channel:why adt lab",
                "oncall");
    }

    private void look(Level level) {
        alerts.look(List.of(sign(level)), CALM, w -> false);
    }

    /** Each level for a minute, in looks of ten seconds. */
    private void minutes(Level level, int minutes) {
        for (int i = 0; i < minutes * 6; i++) {
            look(level);
            clock.pass(Duration.ofSeconds(10));
        }
    }

    private List<String> takeNotices() {
        var notices = alerts.waiting("oncall");
        alerts.told(notices);
        return notices.stream().map(Notice::headline).toList();
    }

    @Test
    void oneNoticeWhenItBeginsAndOneWhenItEndsHoweverOftenItIsLookedAt() {
        minutes(Level.WELL, 5);
        assertThat(takeNotices()).isEmpty();
        var told = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            minutes(Level.ILL, 1);
            told.addAll(takeNotices());
        }
        assertThat(told)
                .containsExactly(
                        "channel adt, destination lab: the peer cannot be reached for more than 5"
                                + " min");
        minutes(Level.WELL, 10);
        assertThat(takeNotices())
                .containsExactly(
                        "ended after 2 h 1 min: channel adt, destination lab: the peer cannot be"
                                + " reached for more than 5 min");
        minutes(Level.WELL, 60);
        assertThat(takeNotices()).isEmpty();
        assertThat(alerts.views())
                .singleElement()
                .satisfies(
                        a -> {
                            assertThat(a.until()).isPresent();
                            assertThat(a.begun()).isPresent();
                            assertThat(a.ended()).isPresent();
                        });
    }

    @Test
    void whatIsNotKnownNeitherBeginsNorEndsAnything() {
        minutes(Level.UNSURE, 10);
        assertThat(alerts.views()).isEmpty();
        look(Level.ILL);
        minutes(Level.UNSURE, 60);
        assertThat(alerts.views()).extracting(AlertView::until).containsExactly(Optional.empty());
    }

    @Test
    void whatFlapsIsToldAFewTimesAndNotAHundred() {
        var told = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            minutes(Level.ILL, 1);
            minutes(Level.WELL, 2);
            told.addAll(takeNotices());
        }
        assertThat(told).hasSizeBetween(2, 8);
        minutes(Level.WELL, 31);
        takeNotices();
        assertThat(alerts.views()).allMatch(a -> a.until().isPresent());
    }

    @Test
    void whatIsNotWatchedAnyMoreEndsUnlessNobodyCanTell() {
        look(Level.ILL);
        alerts.look(List.of(), CALM, watched -> true);
        assertThat(alerts.views()).allMatch(a -> a.until().isEmpty());
        alerts.look(List.of(), CALM, watched -> false);
        assertThat(alerts.views()).allMatch(a -> a.until().isPresent());
    }

    @Test
    void afterARestartNobodyIsToldTwiceAndTheEndIsTold() {
        var memory = new AlertMemory(Optional.of(folder.resolve("alerts.json")));
        look(Level.ILL);
        assertThat(takeNotices()).hasSize(1);
        memory.write(alerts.changes().orElseThrow());
        clock.pass(Duration.ofHours(1));

        alerts = new Alerts(clock, memory.read());
        minutes(Level.ILL, 10);
        assertThat(takeNotices()).isEmpty();
        minutes(Level.WELL, 2);
        assertThat(takeNotices()).singleElement().asString().startsWith("ended after 71 min");
    }

    @Test
    void whatWasNotToldBeforeARestartIsToldAfterIt() {
        var memory = new AlertMemory(Optional.of(folder.resolve("alerts.json")));
        look(Level.ILL);
        memory.write(alerts.changes().orElseThrow());
        alerts = new Alerts(clock, memory.read());
        assertThat(takeNotices()).hasSize(1);
        assertThat(alerts.changes()).isPresent();
        assertThat(alerts.changes()).isEmpty();
    }

    @Test
    void aMemoryThatIsDamagedIsSaidAndTheEngineGoesOn() throws IOException {
        var file = folder.resolve("alerts.json");
        Files.writeString(file, "[{\"number\": \"x\"");
        assertThat(new AlertMemory(Optional.of(file)).read()).isEmpty();
        Files.writeString(file, "[{\"number\": 1}]");
        assertThat(new AlertMemory(Optional.of(file)).read()).isEmpty();
    }

    @Test
    void noticesThatNobodyTakesAreGivenUpAfterADay() {
        look(Level.ILL);
        clock.pass(Alerts.PATIENCE.plusMinutes(1));
        look(Level.ILL);
        assertThat(alerts.waiting("oncall")).isEmpty();
        assertThat(alerts.views()).extracting(AlertView::lost).containsExactly(1);
    }

    @Test
    void withoutATargetOnlyTheConsoleShowsIt() {
        var sign = sign(Level.ILL);
        var quiet = new Sign(sign.of(), Level.ILL, sign.what(), "", sign.type(), "");
        alerts.look(List.of(quiet), CALM, w -> false);
        assertThat(alerts.waiting("")).isEmpty();
        assertThat(alerts.views()).hasSize(1);
    }
}

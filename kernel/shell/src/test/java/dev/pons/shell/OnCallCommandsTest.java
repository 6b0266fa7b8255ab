package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.AlertTargetView;
import dev.pons.core.control.AlertView;
import dev.pons.core.control.AlertsView;
import dev.pons.core.control.MessageState;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What whoever is on call types: alerts, acts on many, the paper of a day. */
class OnCallCommandsTest extends TypedCommands {

    @Test
    void ledgerOfADayIsAPaperToBeFiled() {
        var command = new LedgerShow();
        command.day = "2026-11-21";
        assertThat(run(command)).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(
                        """
                        LEDGER OF 2026-11-21

                        engine     Pons 0.1.0 at his-1:/srv/pons
                        started    2026-11-22T01:00:00+01:00
                        period     messages that came from 2026-11-21T00:00:00+01:00
                                   until before 2026-11-22T00:00:00+01:00 (Europe/Berlin)
                        made       2026-11-22T03:00:00+01:00 by local:ann
                        note       what became of them is as of when this was made

                        adt-to-lab
                          accepted 120 + created 3 = 123
                        """)
                .endsWith(
                        """

                        1 channel, received 120, created 3. All sums fit.

                        checked by  ______________________________   date  ______________

                        signature   ______________________________
                        """);
    }

    @Test
    void ledgerOfADayAsCsv() {
        var command = new LedgerShow();
        command.day = "2026-11-21";
        command.csv = true;
        run(command);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(
                        """
                        day,zone,channel,destination,what,count
                        2026-11-21,Europe/Berlin,adt-to-lab,,received,120
                        2026-11-21,Europe/Berlin,adt-to-lab,,created,3
                        """)
                .contains("2026-11-21,Europe/Berlin,adt-to-lab,lab,delivered,105\n");
    }

    @Test
    void anActOnManyIsCountedFirstAndNeedsAYes() {
        var command = new MessageSkip();
        command.words = List.of("lab", "--channel", "adt-to-lab", "--state", "held");
        assertThat(run(command)).isEqualTo(1);
        assertThat(out)
                .hasToString(
                        "3 messages fit\nnothing was done; type it again with --yes to skip them\n");
        assertThat(control.bulks).isEmpty();
    }

    @Test
    void anActOnManySaysWhatWasDoneAndWhatWasPassedOver() {
        var command = new MessageSkip();
        command.words =
                List.of("lab", "--channel", "adt-to-lab", "--state", "held", "--yes", "--why", "x");
        assertThat(run(command)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                          1 of 3...
                        skip: 2 done, 1 passed over
                          1: is not HELD any more
                        """);
        assertThat(control.bulks)
                .singleElement()
                .satisfies(
                        bulk -> {
                            assertThat(bulk.destination()).isEqualTo("lab");
                            assertThat(bulk.query().channel()).contains("adt-to-lab");
                            assertThat(bulk.query().state()).contains(MessageState.HELD);
                            assertThat(bulk.query().page().oldestFirst()).isTrue();
                        });
    }

    private static AlertTargetView target(Instant since) {
        return new AlertTargetView(
                "oncall",
                "webhook https://alerts.example",
                1,
                Optional.of(since),
                "it answered with HTTP status 503",
                Optional.of(FakeControl.NOW.plusSeconds(40)));
    }

    private static AlertsView alerts() {
        var since = FakeControl.NOW.minusSeconds(720);
        var down =
                new AlertView(
                        "down",
                        "adt-to-lab",
                        "lab",
                        "channel adt-to-lab, destination lab: the peer cannot be reached for more"
                                + " than 5 min",
                        "lab.example:2576 refused the connection",
                        "channel:why adt-to-lab lab",
                        since,
                        Optional.empty(),
                        "oncall",
                        Optional.empty(),
                        Optional.empty(),
                        0);
        var ended =
                new AlertView(
                        "drift",
                        "orders",
                        "",
                        "channel orders: the ledger and the engine differ",
                        "",
                        "ledger:show orders",
                        since,
                        Optional.of(since.plusSeconds(60)),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        0);
        return new AlertsView(List.of(down, ended), List.of(target(since)), List.of());
    }

    @Test
    void alertListSaysWhatIsActiveWhatEndedAndWhoWasTold() {
        control.alerts = alerts();
        assertThat(run(new AlertList())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        ACTIVE  FOR  SINCE                      TOLD
                        down    12m  2026-11-22T02:48:00+01:00  oncall: not yet
                          channel adt-to-lab, destination lab: the peer cannot be reached for more than 5 min
                          lab.example:2576 refused the connection
                          type channel:why adt-to-lab lab

                        ENDED  LASTED  AT                         TOLD
                        drift      1m  2026-11-22T02:49:00+01:00  console only
                          channel orders: the ledger and the engine differ

                        TARGET  STATE  LAST TOLD  WAITING  WAY
                        oncall  FAILS        12m        1  webhook https://alerts.example
                          it answered with HTTP status 503; next try in 40s
                        """);
    }

    @Test
    void driftIsAnAlarm() {
        control.ledgers = List.of(FakeControl.ledger(7));
        assertThat(run(new LedgerShow())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ALARM: the running engine is 7 off from what the journal says");
    }
}

package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.EngineView;
import dev.pons.core.control.IndexLag;
import dev.pons.core.control.MessageState;

import org.junit.jupiter.api.Test;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an operator sees; the same words as in the console. */
class CommandsTest extends TypedCommands {

    @Test
    void channelList() {
        assertThat(run(new ChannelList())).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        CHANNEL     STATE    IN  OUT  QUEUED  HELD  OLDEST  PEERS
                        adt-to-lab  STARTED  3s  12m      12     1     12m      2
                          lab DOWN, queued 12, held 1: lab.example:2576 refused the connection
                        orders      BROKEN    -    -       0     0       -      0
                          orders.yaml:3:5: unknown option hots; did you mean host?
                        """);
    }

    @Test
    void anEmptyListSaysSoInWords() {
        control.channels = List.of();
        run(new ChannelList());
        assertThat(out).hasToString("no channels: put a file into channels/\n");
    }

    @Test
    void channelShow() {
        var command = new ChannelShow();
        command.words = List.of("adt-to-lab");
        run(command);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        channel      adt-to-lab (version 3)
                        description  Admissions to the laboratory
                        state        STARTED for 2h, since 2026-11-22T01:00:00+01:00
                        source       mllp 127.0.0.1:2575, 2 connected
                        last in      2026-11-22T02:59:57+01:00
                        last out     2026-11-22T02:48:00+01:00
                        waiting      12 queued, 1 held, the oldest for 12m
                        duplicates   5 dropped

                        DESTINATION  TYPE  STATE    FOR  OUT  QUEUED  HELD  OLDEST  NEXT TRY
                        lab          mllp  DOWN     12m  12m      12     1     12m    in 40s
                          lab.example:2576 refused the connection
                        archive      file  STARTED   2h   3s       0     0       -         -
                          at most 50/s
                        warning: adt-to-lab.yaml:9:7: PDI-5: no version of HL7 has a segment PDI
                        """);
    }

    @Test
    void whatCannotBeDoneIsSaidWithoutAStackTrace() {
        var command = new ChannelShow();
        command.words = List.of("adt-to-lap");
        assertThat(run(command)).isEqualTo(1);
        assertThat(err).hasToString("no channel adt-to-lap; did you mean adt-to-lab?\n");
    }

    @Test
    void wrongArgumentsGiveTheUsage() {
        var command = new MessageShow();
        command.words = List.of("17-48213", "--response");
        assertThat(run(command)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        --response needs --destination NAME
                        usage: message:show ID [--answer ANSWER] [--content] [--destination DESTINATION] [--facts] [--response]
                        """);
    }

    @Test
    void anOrderCanNameADestination() {
        var command = new ChannelPause();
        command.channel = "adt-to-lab";
        command.destination = "lab";
        run(command);
        assertThat(control.orders).containsExactly("PAUSE adt-to-lab lab by local:ann");
        assertThat(out)
                .hasToString("adt-to-lab lab is DOWN: lab.example:2576 refused the connection\n");
    }

    @Test
    void aRateIsOrderedAndShown() {
        var command = new ChannelRate();
        command.channel = "adt-to-lab";
        command.destination = "archive";
        command.rate = "50/s";
        run(command);
        assertThat(control.orders).containsExactly("RATE adt-to-lab archive 50/s by local:ann");
        assertThat(out).hasToString("adt-to-lab archive: at most 50/s\n");
    }

    @Test
    void aggregateListAndClose() {
        run(new AggregateList());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("17-48213", "adt-to-lab", "aggregate", "12", "3400", "4711")
                .contains("until: [100, 5m]");
        out.reset();
        var close = new AggregateClose();
        close.channel = "adt-to-lab";
        close.group = "4711";
        run(close);
        assertThat(control.orders).containsExactly("close adt-to-lab 4711 local:ann");
        assertThat(out).hasToString("1 group was closed\n");
    }

    @Test
    void messageList() {
        run(new MessageList());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        ID        AT                         CHANNEL     TYPE     CONTROL   PATIENT  STATE
                        17-48213  2026-11-22T02:48:00+01:00  adt-to-lab  ADT^A01  MSG00017  4711     HELD
                          lab answered AE
                        """);
    }

    @Test
    void messageSearchAsksForWhatWasTyped() {
        var command = new MessageSearch();
        command.patient = "4711";
        command.state = "refused-later";
        command.from = "2h";
        run(command);
        var query = control.queries.get(0);
        assertThat(query.patient()).contains("4711");
        assertThat(query.state()).contains(MessageState.REFUSED_LATER);
        assertThat(query.from()).contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(query.type()).isEmpty();
    }

    @Test
    void aWrongTimeOrStateSaysWhatIsRight() {
        var command = new MessageSearch();
        command.from = "yesterday";
        assertThat(run(command)).isEqualTo(2);
        command.from = "";
        command.state = "lost";
        assertThat(run(command)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--from is a time: 2026-11-22, 2026-11-22T03:04, or 15m, 4h, 2d ago")
                .contains("--state is one of refused, accepted, queued");
    }

    @Test
    void messageShowHasNoContentUnlessAskedFor() {
        var command = new MessageShow();
        command.words = List.of("17-48213");
        run(command);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("lab          HELD           2  changed")
                .doesNotContain("MSH|")
                .doesNotContain("10.0.0.7");

        out.reset();
        command.words = List.of("17-48213", "--content");
        run(command);
        assertThat(out).hasToString("MSH|^~\\&|HIS\rPID|1\r");
    }

    @Test
    void messageShowListsEveryAttemptWithTheIdOfItsAnswer() {
        var command = new MessageShow();
        command.words = List.of("17-48213");
        run(command);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("index     ward=3W")
                .contains(
                        """
                        attempts at lab
                        TRY  AT                         OUTCOME   STATE   ANSWER
                          1  2026-11-22T02:48:10+01:00  retry     QUEUED  -
                          connection refused
                          2  2026-11-22T02:48:20+01:00  rejected  HELD    17-48300
                          answered AE
                        """)
                .doesNotContain("attempts at archive");

        out.reset();
        command.answer = "17-48300";
        run(command);
        assertThat(out).hasToString("MSA|AE|1\r");
    }

    @Test
    void messageSearchTakesValuesOfTheIndex() {
        var command = new MessageSearch();
        command.index = List.of("ward=3W", "order=a=b");
        run(command);
        assertThat(control.queries.get(0).index())
                .containsExactly(Map.entry("ward", "3W"), Map.entry("order", "a=b"));
        command.index = List.of("ward");
        assertThat(run(command)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--index is NAME=VALUE, for example --index ward=3W");
    }

    @Test
    void severalMessagesAndOneDestination() {
        var command = new MessageHold();
        command.words = List.of("17-1", "17-2", "lab", "--why", "lab asked");
        run(command);
        assertThat(control.orders)
                .containsExactly(
                        "HOLD 17-1 lab by local:ann lab asked",
                        "HOLD 17-2 lab by local:ann lab asked");
    }

    @Test
    void oneThatCannotBeDoneDoesNotStopTheOthers() {
        var command = new MessageResend();
        command.words = List.of("18-1", "17-2");
        assertThat(run(command)).isEqualTo(1);
        assertThat(err).hasToString("18-1: no message 18-1\n");
        assertThat(out).hasToString("17-2: resend, new message 17-50000\n");
    }

    @Test
    void ledgerShowAddsUp() {
        assertThat(run(new LedgerShow())).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        adt-to-lab
                          accepted 120 + created 3 = 123
                          refused later 0 + dropped 2 + split 0 + aggregated 0 + held 1 + routed 119 + pending 1 = 123
                          refused before they were accepted: 4
                          duplicates that were not kept: 5
                          DESTINATION  ROUTED  = NOT CHOSEN  + DELIVERED  + SKIPPED  + EXPIRED  + HELD  + QUEUED  (AWAITING)
                          lab             119             0          105          0          1       1        12           2
                          archive         119            20           99          0          0       0         0           0
                        """);
    }

    @Test
    void storeUsageShowsWhatIsOnDisk() {
        assertThat(run(new StoreUsage())).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("adt-to-lab      1200   5.0 MB     700 B")
                .contains("content of 3.0 MB in ")
                .contains("journal, not compacted yet  64.0 MB");
    }

    @Test
    void storeTidySaysWhatCameBack() {
        assertThat(run(new StoreTidy())).isNull();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("gave 3.0 MB back\n");
    }

    @Test
    void engineReady() {
        assertThat(run(new EngineReady())).isNull();
        control.engine =
                new EngineView(
                        "0.1.0",
                        "his-1:/srv/pons",
                        FakeControl.NOW,
                        false,
                        false,
                        "2 files",
                        IndexLag.NONE);
        assertThat(run(new EngineReady())).isEqualTo(1);
        assertThat(out).hasToString("ready\nnot ready: waiting for 2 files\n");
    }

    /** A channel that is down is given three seconds, one that is broken none. */
    @Test
    void engineReadySaysAtOnceWhatWillNotGetWellByItself() {
        control.engine =
                new EngineView(
                        "0.1.0",
                        "his-1:/srv/pons",
                        FakeControl.NOW,
                        true,
                        false,
                        "channel x, which is",
                        IndexLag.NONE);
        control.channels = List.of(FakeControl.adt(), FakeControl.broken());
        var ready = new EngineReady();
        ready.wait = 60;
        assertThat(run(ready)).isEqualTo(4);
        control.channels = List.of(FakeControl.broken(), FakeControl.down(FakeControl.NOW));
        assertThat(run(new EngineReady())).isEqualTo(1);
        control.channels = List.of(FakeControl.down(FakeControl.NOW.minusSeconds(4)));
        assertThat(run(new EngineReady())).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("deployed, but some channels are not started:")
                .contains("  channel orders is DOWN: port 2577 is taken");
    }

    @Test
    void tablesFitTheTerminalWhereTheirColumnsMayBeCut() {
        for (var columns : List.of(80, 100, 120)) {
            out.reset();
            var table = new Table("ID", "~A", "~B", ">N");
            table.row("17-1", "a".repeat(90), "b\u001B[2J".repeat(9), Long.MAX_VALUE);
            table.print(new PrintStream(out, true, StandardCharsets.UTF_8), "", columns);
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .allMatch(line -> line.length() <= columns)
                    .noneMatch(line -> line.contains("\u001B"));
        }
    }
}

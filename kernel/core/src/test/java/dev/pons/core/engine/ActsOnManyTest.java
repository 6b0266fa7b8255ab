package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.BulkAct;
import dev.pons.core.control.BulkResult;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;

/** Acts of a person on many messages, and on the bytes of one. */
@Timeout(120)
class ActsOnManyTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps: [ { obey: {} } ]
            destinations:
              lab: { peer: {} }
            on-error: { then: hold, lane: goes-on }
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        bench.runs("adt", CHANNEL);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static BulkAct all(Act act, MessageState state, long most, String after) {
        var query =
                MessageQuery.oldest(100)
                        .ofChannel(Optional.of("adt"))
                        .inState(Optional.of(state))
                        .startingAt(after.isEmpty() ? Optional.empty() : Optional.of(after));
        return new BulkAct(act, query, most, "", "", "local:anna", "the ward was missing");
    }

    private BulkResult act(Act act, MessageState state, long most, String after) {
        return bench.control().actOnAll(all(act, state, most, after), now -> {});
    }

    private void hold(int count) throws InterruptedException {
        bench.submit("adt", 1, count, "do=hold");
        bench.until(() -> bench.view("adt").held() == count);
    }

    @Test
    void allThatAreHeldAreSkippedInOneOrderAndEachRecordSaysWho() throws Exception {
        hold(1500);
        assertThat(bench.control().fits(all(Act.SKIP, MessageState.HELD, 0, "")).fit())
                .isEqualTo(1500);
        assertThat(bench.view("adt").held()).isEqualTo(1500);
        var result = act(Act.SKIP, MessageState.HELD, 0, "");
        assertThat(result.done()).isEqualTo(1500);
        assertThat(result.passedOver()).isEmpty();
        assertThat(result.stopped()).isEmpty();
        assertThat(bench.view("adt").held()).isZero();
        bench.eventually(() -> assertThat(bench.ledger("adt").dropped()).isEqualTo(1500));
        bench.assertFits("adt");
        assertThat(bench.control().message(result.last().orElseThrow()).acts())
                .singleElement()
                .asString()
                .contains("local:anna", "skip", "the ward was missing");
    }

    /** Semantics 2.7: what search shows is asked again in the engine's own state. */
    @Test
    void whatIsNotInThatStateAnyMoreIsPassedOverAndCounted() throws Exception {
        bench.submit("adt", 1, 5, "do=hold");
        bench.until(() -> bench.view("adt").held() == 5);
        var rerun = act(Act.RERUN, MessageState.HELD, 0, "");
        assertThat(rerun.done()).isEqualTo(5);
        bench.until(() -> bench.view("adt").held() == 10);
        var first = act(Act.SKIP, MessageState.HELD, 4, "");
        assertThat(first.done()).isEqualTo(4);
        assertThat(bench.view("adt").held()).isEqualTo(6);
        var rest = act(Act.SKIP, MessageState.HELD, 0, first.last().orElseThrow());
        assertThat(rest.done()).isEqualTo(6);
    }

    /** Those that the act itself makes are not acted on. */
    @Test
    void aResendOfAllEndsAndKeepsTheOrder() throws Exception {
        var ids = bench.submit("adt", 1, 300, "");
        bench.settles("adt");
        var result = act(Act.RESEND, MessageState.DONE, 0, "");
        assertThat(result.done()).isEqualTo(ids.size());
        bench.until(() -> bench.peer("adt/lab").took.size() == 600);
        var sent = bench.peer("adt/lab").ids();
        assertThat(sent.subList(300, 600))
                .isEqualTo(IntStream.rangeClosed(1, 300).mapToObj(String::valueOf).toList());
    }

    @Test
    void itNeedsAReason() {
        var bulk = all(Act.SKIP, MessageState.HELD, 0, "");
        var silent = new BulkAct(bulk.act(), bulk.query(), 0, "", "", "local:anna", " ");
        assertThatThrownBy(() -> bench.control().actOnAll(silent, now -> {}))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("--why");
    }

    /** It ends between two messages; what was begun is done, and the rest is as before. */
    @Test
    void anInterruptEndsItAndItCanGoOn() throws Exception {
        hold(2000);
        var bulk = all(Act.SKIP, MessageState.HELD, 0, "");
        var stopped = bench.control().actOnAll(bulk, now -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isFalse();
        assertThat(stopped.stopped()).isEqualTo("it was interrupted");
        assertThat(stopped.done()).isBetween(900L, 1100L);
        assertThat(bench.view("adt").held()).isEqualTo(2000 - stopped.done());
        var rest = act(Act.SKIP, MessageState.HELD, 0, stopped.last().orElseThrow());
        assertThat(rest.done() + stopped.done()).isEqualTo(2000);
        bench.eventually(() -> bench.assertFits("adt"));
    }

    @Test
    void anEditIsANewLinkedMessageThroughTodaysChannel() throws Exception {
        var id = bench.submit("adt", 1, 1, "do=hold").get(0);
        bench.until(() -> bench.view("adt").held() == 1);
        var mended = "id=1 key=w3".getBytes(StandardCharsets.UTF_8);
        var made = bench.control().edit(id, mended, "local:anna", "the ward was missing");
        bench.until(() -> bench.peer("adt/lab").took.size() == 1);
        assertThat(bench.peer("adt/lab").took).containsExactly("id=1 key=w3");
        assertThat(bench.control().content(id, "")).asString().isEqualTo("id=1 do=hold");
        bench.eventually(
                () -> {
                    var view = bench.control().message(made);
                    assertThat(view.origin()).isEqualTo("edit");
                    assertThat(view.parent()).contains(id);
                });
        assertThat(bench.control().message(id).acts())
                .singleElement()
                .asString()
                .contains("local:anna", "edit", "the ward was missing");
        assertThatThrownBy(() -> bench.control().edit(id, mended, "local:anna", ""))
                .hasMessageContaining("--why");
    }

    /** The bytes that were made for one destination go to another; the sums fit. */
    @Test
    void aRedirectIsANewLinkedMessageAndTheFirstIsSkipped() throws Exception {
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                destinations:
                  lab: { peer: {}, steps: [ { obey: { mark: made-for-lab } } ] }
                  spare: { peer: {}, when: { id: nothing }, steps: [ { obey: { mark: x } } ] }
                """);
        bench.peer("adt/lab").behaviour = (m, a) -> Delivery.rejected("not wanted");
        var id = bench.submit("adt", 1, 1, "").get(0);
        bench.until(() -> bench.view("adt", "lab").held() == 1);
        assertThatThrownBy(() -> bench.control().redirect(id, "lab", "spar", "anna", "moving"))
                .hasMessage("channel adt has no destination spar");
        var made = bench.control().redirect(id, "lab", "spare", "local:anna", "lab is moving");
        bench.until(() -> bench.peer("adt/spare").took.size() == 1);
        assertThat(bench.peer("adt/spare").took).containsExactly("id=1 mark=made-for-lab");
        bench.settles("adt");
        assertThat(bench.ledger("adt", "lab").skipped()).isEqualTo(1);
        assertThat(bench.ledger("adt", "spare").delivered()).isEqualTo(1);
        assertThat(bench.ledger("adt").created()).isEqualTo(1);
        bench.eventually(
                () -> {
                    assertThat(bench.control().message(made).parent()).contains(id);
                    assertThat(bench.control().message(id).deliveries())
                            .anyMatch(
                                    d -> d.reason().contains("redirected to spare by local:anna"));
                });
        assertThatThrownBy(() -> bench.control().redirect(id, "lab", "spare", "anna", "again"))
                .hasMessageContaining("is in a state for that");
    }

    @Test
    void theSumsOfADayFit() throws Exception {
        bench.submit("adt", 1, 20, "");
        bench.submit("adt", 21, 23, "do=hold");
        bench.settles("adt");
        bench.until(() -> bench.view("adt").held() == 3);
        var today = LocalDate.now(ZoneId.systemDefault());
        bench.eventually(
                () -> {
                    var day = bench.control().ledger(today);
                    assertThat(day.channels())
                            .singleElement()
                            .satisfies(
                                    l -> {
                                        assertThat(l.accepted()).isEqualTo(23);
                                        assertThat(l.held()).isEqualTo(3);
                                        assertThat(l.routed()).isEqualTo(20);
                                        assertThat(l.destinations().get(0).delivered())
                                                .isEqualTo(20);
                                    });
                });
        assertThatThrownBy(() -> bench.control().ledger(today.plusDays(2)))
                .hasMessageContaining("has not come yet");
        assertThatThrownBy(() -> bench.control().ledger(today.minusDays(2)))
                .hasMessageContaining("no sums are kept of");
    }
}

package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Channel language section 6 and semantics 1.2 and 1.3: what the sender is told beyond "stored".
 */
@Timeout(60)
class AnswerScenarioTest {

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static String channel(String source) {
        return """
        source: { hand: {}, format: pairs, %s }
        steps: [ { let: { ward: "{ward}" } }, { obey: {} } ]
        destinations:
          a: { peer: {}, retry: { first: 10ms } }
          b: { peer: {}, when: { to: b } }
        on-error: { then: hold, lane: goes-on }
        """
                .formatted(source);
    }

    private CompletableFuture<Receipt> sends(String text) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return bench.submit("adt", text);
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private static String text(Reply reply) throws IOException {
        return new String(reply.toBytes(), StandardCharsets.UTF_8);
    }

    private static String text(Receipt receipt) throws IOException {
        return text(receipt.reply());
    }

    /** What the journal says was answered, oldest first: {@code what [bytes]}. */
    private List<String> answered(String id) {
        var found = new ArrayList<String>();
        try (var reader = bench.store().follow(0).withContent()) {
            while (reader.next(0)) {
                if (reader.entry() instanceof Entry.Answered a
                        && Ids.text(a.message()).equals(id)) {
                    var bytes = a.bytes();
                    found.add(
                            a.what()
                                    + " ["
                                    + (bytes == null
                                            ? ""
                                            : new String(bytes.toBytes(), StandardCharsets.UTF_8))
                                    + "]");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private void isAnswered(Receipt receipt, String... what) {
        var id = receipt.id().orElseThrow();
        bench.eventually(() -> assertThat(answered(id)).containsExactly(what));
    }

    /** "processed (every destination done)": the answer comes after the last delivery. */
    @Test
    void processedWaitsForEveryDestination() throws Exception {
        bench.peer("adt/b").hangs();
        bench.runs("adt", channel("acknowledge: processed"));
        var told = sends("id=1 to=b");
        bench.until(() -> bench.peer("adt/a").took.size() == 1);
        assertThat(told).isNotDone();
        bench.peer("adt/b").answer();
        var receipt = told.get(10, TimeUnit.SECONDS);
        assertThat(receipt.kept() && receipt.finished()).isTrue();
        assertThat(receipt.problems()).isEmpty();
        assertThat(bench.peer("adt/b").took).hasSize(1);
        isAnswered(receipt, "done [STORED []]");
    }

    /** Not chosen and dropped are as the channel wants it: yes. */
    @Test
    @DisplayName("what became of it | delivered, not chosen")
    void notChosenAndDroppedAreDone() throws Exception {
        bench.runs("adt", channel("acknowledge: processed"));
        assertThat(text(bench.submit("adt", "id=1"))).isEqualTo("STORED []");
        var dropped = bench.submit("adt", "id=2 do=drop");
        assertThat(text(dropped)).isEqualTo("STORED []");
        isAnswered(dropped, "dropped: obey at adt.yaml:2:41: as it says [STORED []]");
    }

    /** "refuse ... (with acknowledge: checked or later)". */
    @Test
    void processedTellsARefusalOfTheSteps() throws Exception {
        bench.runs("adt", channel("acknowledge: processed"));
        var refused = bench.submit("adt", "id=1 do=refuse");
        assertThat(refused.refused()).isTrue();
        assertThat(refused.problems().get(0).words()).isEqualTo("as it says");
        isAnswered(refused, "refused: not-allowed: as it says [REFUSED [not-allowed: as it says]]");
    }

    /** A rejected delivery is held: told at once, not when the time is over. */
    @Test
    @DisplayName("what became of it | held, expired")
    void aRejectedDeliveryIsToldHonestly() throws Exception {
        bench.peer("adt/a").behaviour = Peer.REJECTS;
        bench.runs("adt", channel("acknowledge: processed, within: 50s"));
        var receipt = bench.submit("adt", "id=1");
        assertThat(receipt.kept() && receipt.finished()).isTrue();
        assertThat(receipt.problems().get(0).words())
                .isEqualTo("not delivered to a: held (not wanted)");
    }

    /** A message that waits for a person is kept and its result is unknown. */
    @Test
    @DisplayName("what became of it | a step failed")
    void aHeldMessageIsKeptAndUnknown() throws Exception {
        bench.runs("adt", channel("acknowledge: checked, within: 50s"));
        var receipt = bench.submit("adt", "id=1 do=hold");
        assertThat(receipt.kept()).isTrue();
        assertThat(receipt.finished()).isFalse();
        assertThat(receipt.problems().get(0).words()).isEqualTo("it waits for a person");
    }

    /** A person who skips it tells the sender that it did not arrive, and not who it was. */
    @Test
    void aSkipOfAPersonIsToldTheWaitingSender() throws Exception {
        bench.peer("adt/a").behaviour = Peer.DOWN;
        bench.runs("adt", channel("acknowledge: processed, within: 50s"));
        var told = sends("id=1");
        bench.until(() -> bench.ledger("adt").routed() == 1);
        bench.act(Act.SKIP, "1-1");
        assertThat(told.get(10, TimeUnit.SECONDS).problems().get(0).words())
                .isEqualTo("not delivered to a: skipped (by a person)");
    }

    /** "within bounds the last three: AE after it, the message stays accepted and says so". */
    @Test
    void afterWithinTheMessageStaysAcceptedAndItsRecordSaysWhatWasAnswered() throws Exception {
        bench.peer("adt/a").behaviour = Peer.DOWN;
        bench.runs("adt", channel("acknowledge: processed, within: 150ms"));
        var receipt = bench.submit("adt", "id=1");
        assertThat(receipt.kept()).isTrue();
        assertThat(text(receipt)).isEqualTo("STORED unfinished []");
        isAnswered(receipt, "unknown: result unknown yet [STORED unfinished []]");
        bench.peer("adt/a").behaviour = Peer.TAKES;
        bench.settles("adt");
        assertThat(bench.peer("adt/a").ids()).containsExactly("1");
    }

    /** "{ reply-of: name } (the peer's answer goes back)", a no as well as a yes. */
    @Test
    void replyOfPassesThePeersAnswerOn() throws Exception {
        bench.peer("adt/a").behaviour =
                (m, a) -> Delivery.delivered().with(Pairs.message("code=AA for=" + a.number()));
        bench.peer("adt/b").hangs();
        bench.runs("adt", channel("acknowledge: { reply-of: a }"));
        var receipt = bench.submit("adt", "id=1 to=b");
        assertThat(text(receipt)).isEqualTo("code=AA for=1");
        isAnswered(receipt, "done [code=AA for=1]");
        bench.peer("adt/a").behaviour =
                (m, a) -> Delivery.rejected("peer said no").with(Pairs.message("code=AE"));
        assertThat(text(bench.submit("adt", "id=2"))).isEqualTo("code=AE");
    }

    /** What answers another message, or nothing, is never passed on. */
    @Test
    void replyOfWithoutAnAnswerIsThePlainOne() throws Exception {
        bench.peer("adt/a").behaviour = (m, a) -> Delivery.rejected("the peer is closed");
        bench.runs("adt", channel("acknowledge: { reply-of: a }, within: 50s"));
        assertThat(text(bench.submit("adt", "id=1")))
                .isEqualTo("STORED [not-delivered: not delivered to a: held (the peer is closed)]");
        bench.peer("adt/a").behaviour =
                (m, a) -> Delivery.unknown("another's").with(Pairs.message("code=foreign"));
        bench.runs("adt", channel("acknowledge: { reply-of: a }, within: 150ms"));
        bench.act(Act.SKIP, "1-1");
        assertThat(text(bench.submit("adt", "id=2"))).isEqualTo("STORED unfinished []");
    }

    /** One who is not asked has nothing to say: the plain yes. */
    @Test
    void replyOfADestinationThatIsNotChosen() throws Exception {
        bench.runs("adt", channel("acknowledge: { reply-of: b }"));
        var receipt = bench.submit("adt", "id=1");
        assertThat(text(receipt)).isEqualTo("STORED []");
        isAnswered(receipt, "dropped: b was not chosen [STORED []]");
    }

    /** "reply: [steps] in the source shapes the answer", with in. = the request and variables. */
    @Test
    void replyStepsShapeTheAnswer() throws Exception {
        bench.peer("adt/a").behaviour =
                (m, a) -> Delivery.delivered().with(Pairs.message("code=AA note=x"));
        bench.runs(
                "adt",
                channel(
                        "acknowledge: { reply-of: a }, reply: [ { set: { note:"
                                + " \"{in.id} {ward} {meta.result}\", meta.http.status: \"202\" } } ]"));
        var receipt = bench.submit("adt", "id=7 ward=W1");
        assertThat(text(receipt)).isEqualTo("code=AA note=7 W1 done");
        assertThat(receipt.reply().meta("http.status")).contains("202");
    }

    /** A filter can become a no: {@code meta.result} says how the message ended. */
    @Test
    void replyStepsKnowHowTheMessageEnded() throws Exception {
        bench.runs(
                "adt",
                channel(
                        "acknowledge: checked, reply: [ { when: { meta.result: dropped }, set: {"
                                + " meta.code: AR } } ]"));
        assertThat(bench.submit("adt", "id=1 do=drop").reply().meta("code")).contains("AR");
        assertThat(bench.submit("adt", "id=2").reply().meta("code")).isEmpty();
    }

    /** "a failing reply step: the plain answer goes, and the fault is recorded". */
    @Test
    void aFailingReplyStepSendsThePlainAnswer() throws Exception {
        bench.runs(
                "adt",
                channel(
                        "acknowledge: checked, reply: [ { set: { meta.x: \"{in.nothing | need}\" }"
                                + " } ]"));
        var receipt = bench.submit("adt", "id=1");
        assertThat(text(receipt)).isEqualTo("STORED []");
        bench.eventually(
                () ->
                        assertThat(answered(receipt.id().orElseThrow()))
                                .singleElement()
                                .asString()
                                .startsWith(
                                        "done; reply steps failed, the plain answer went: step"
                                                + " 1 (set, adt.yaml:1:"));
    }

    /** 1.3 "a second, later answer is possible": the line is free meanwhile. */
    @Test
    void theSecondAnswerComesWhenTheResultIsKnown() throws Exception {
        bench.peer("adt/a").hangs();
        bench.runs("adt", channel("acknowledge: processed"));
        var receipt = bench.submit("adt", "id=1 two=yes");
        assertThat(text(receipt)).isEqualTo("accept=STORED");
        var later = receipt.later().orElseThrow().toCompletableFuture();
        assertThat(later).isNotDone();
        bench.peer("adt/a").answer();
        assertThat(text(later.get(10, TimeUnit.SECONDS))).isEqualTo("STORED []");
        isAnswered(receipt, "taken over [accept=STORED]", "done [STORED []]");
    }

    /** The first answer follows the steps, so that their refusal is told in any case. */
    @Test
    void aRefusalOfTheStepsIsToldInTheFirstAnswer() throws Exception {
        bench.runs("adt", channel("acknowledge: processed"));
        var receipt = bench.submit("adt", "id=1 two=yes do=refuse");
        assertThat(text(receipt)).isEqualTo("accept=REFUSED");
        assertThat(receipt.later()).isEmpty();
        var checked = channel("acknowledge: checked");
        var both = bench.runs("adt", checked).submit("adt", "id=2 two=yes");
        assertThat(text(both)).isEqualTo("accept=STORED");
        assertThat(text(both.later().orElseThrow().toCompletableFuture().get()))
                .isEqualTo("STORED []");
    }

    /** The second answer is bounded by {@code within} too, and one that is lost is recorded. */
    @Test
    void aSecondAnswerIsBoundedAndItsLossIsRecorded() throws Exception {
        bench.peer("adt/a").behaviour = Peer.DOWN;
        bench.runs("adt", channel("acknowledge: processed, within: 150ms"));
        var receipt = bench.submit("adt", "id=1 two=yes");
        var second = receipt.later().orElseThrow().toCompletableFuture().get(9, TimeUnit.SECONDS);
        assertThat(text(second)).isEqualTo("STORED unfinished []");
        second.lost("the connection is gone");
        isAnswered(
                receipt,
                "taken over [accept=STORED]",
                "unknown: result unknown yet [STORED unfinished []]",
                "not told: the connection is gone []");
    }

    /** 6.2 "closed at a deadline, when its answer is out": a stop tells who waits. */
    @Test
    void aStopTellsWhoWaitsThatTheResultIsUnknown() throws Exception {
        bench.peer("adt/a").behaviour = Peer.DOWN;
        bench.runs("adt", channel("acknowledge: processed, within: 50s"));
        var told = sends("id=1");
        bench.until(() -> bench.ledger("adt").routed() == 1);
        bench.control().order(Order.STOP, "adt", "", "anna");
        var receipt = told.get(10, TimeUnit.SECONDS);
        assertThat(receipt.kept()).isTrue();
        assertThat(receipt.finished()).isFalse();
    }

    /** 64 connections that wait for slow answers do not slow another channel. */
    @Test
    void manyWhoWaitSlowNobodyElse() throws Exception {
        bench.peer("adt/a").hangs();
        bench.runs("adt", channel("acknowledge: processed, within: 50s"));
        bench.runs("other", channel("acknowledge: processed, within: 50s"));
        var waiting = new ArrayList<CompletableFuture<Receipt>>();
        for (int i = 0; i < 64; i++) {
            var text = "id=" + i + " two=yes";
            waiting.add(CompletableFuture.completedFuture(bench.submit("adt", text)));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(text(bench.submit("other", "id=" + i))).isEqualTo("STORED []");
        }
        bench.peer("adt/a").answer();
        for (var one : waiting) {
            var later = one.get().later().orElseThrow().toCompletableFuture();
            assertThat(text(later.get(20, TimeUnit.SECONDS))).isEqualTo("STORED []");
        }
    }

    /** A poller's batch waits for all of it, and each part says what became of it. */
    @Test
    void submitAllWaitsForEachPart() throws Exception {
        bench.runs("adt", channel("acknowledge: processed"));
        var all =
                bench.types
                        .intakes
                        .get("adt")
                        .submitAll(
                                List.<Message>of(
                                        Pairs.message("id=1"), Pairs.message("id=2 do=refuse")),
                                dev.pons.spi.Position.none());
        assertThat(all.parts()).extracting(Receipt::refused).containsExactly(false, true);
    }
}

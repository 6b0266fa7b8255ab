package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Channel language, section 5: the step {@code enrich} asks a peer, and what follows. */
@Timeout(60)
class EnrichScenarioTest {

    private static final Peer.Behaviour ANSWERS = answering("mrn=M1 ward=W2");

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        bench.peer("adt/mpi").behaviour = ANSWERS;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    static Peer.Behaviour answering(String text) {
        return (message, attempt) -> Delivery.delivered().with(Pairs.message(text));
    }

    /** A channel that asks; {@code more} are options of the step. */
    static String channel(String more) {
        return """
               source: { hand: {}, format: pairs }
               steps:
                 - enrich: { peer: {}, name: mpi, into: { m: mrn, "room[1]": ward }%s }
                   when: { room: exists }
                 - set: { mrn: "{m}" }
               destinations: { out: { peer: {} } }
               """
                .formatted(more.isEmpty() ? "" : ", " + more);
    }

    private List<String> sent() {
        return bench.peer("adt/out").calls.stream().map(Peer.Call::text).toList();
    }

    private Peer mpi() {
        return bench.peer("adt/mpi");
    }

    private MessageRow heldOne() {
        bench.until(() -> held().size() == 1);
        return held().get(0);
    }

    private List<MessageRow> held() {
        return bench.control()
                .messages(MessageQuery.newest(9).inState(Optional.of(MessageState.HELD)))
                .rows();
    }

    private String reason() {
        return heldOne().reason();
    }

    /** "asks a peer": what it answers goes into variables and places of the message. */
    @Test
    @DisplayName("step | enrich")
    void whatThePeerAnswersGoesIntoTheMessage() throws Exception {
        bench.runs("adt", channel("")).submit("adt", 1, 3, "room=none mrn=old");
        bench.settles("adt");
        assertThat(sent()).first().isEqualTo("id=1 room=W2 mrn=M1");
        assertThat(mpi().call(0).text()).isEqualTo("id=1 room=none mrn=old");
        assertThat(mpi().calls).extracting(Peer.Call::key).doesNotHaveDuplicates().hasSize(3);
        assertThat(mpi().instances).as("one line for all").hasSize(1);
        bench.channel("adt", channel("within: 9s"));
        bench.until(() -> mpi().closed.get() == 1);
    }

    /** What is sent is the message, or what steps make of a copy; options are rendered for it. */
    @Test
    void stepsMakeWhatIsSentOfACopy() throws Exception {
        bench.runs(
                "adt",
                channel("steps: [ { let: { q: x } }, { set: { mrn: \"{q}\" } }, { remove: [k] } ]")
                        .replace("peer: {}, name", "peer: { name: \"{mrn}-{q}\" }, name"));
        bench.submit("adt", 1, 1, "room=none k=1 mrn=old");
        bench.settles("adt");
        assertThat(mpi().call(0).text()).isEqualTo("id=1 room=none mrn=x");
        assertThat(mpi().call(0).name()).isEqualTo("x-x");
        assertThat(sent()).containsExactly("id=1 room=W2 k=1 mrn=M1");
        bench.runs("adt", channel("body: { from: mrn }"));
        bench.submit("adt", 2, 2, "room=none mrn=old");
        bench.settles("adt");
        assertThat(mpi().call(1).text()).isEqualTo("old");
    }

    /** The peer said no, or what is asked is not in its answer: {@code miss} decides. */
    @Test
    void aNoAndWhatIsNotInTheAnswerAreMisses() throws Exception {
        bench.runs("adt", channel("miss: keep"));
        mpi().behaviour = answering("mrn=M1");
        bench.submit("adt", 1, 1, "room=old mrn=");
        bench.settles("adt");
        mpi().behaviour = Peer.TAKES;
        bench.submit("adt", 2, 2, "room=old mrn=");
        bench.settles("adt");
        mpi().behaviour = Peer.REJECTS;
        bench.submit("adt", 3, 3, "room=old mrn=");
        bench.settles("adt");
        assertThat(sent())
                .containsExactly(
                        "id=1 room=old mrn=M1", "id=2 room=old mrn=", "id=3 room=old mrn=");
        bench.runs("adt", channel("miss: \"none\""));
        bench.submit("adt", 4, 4, "room=old mrn=");
        bench.settles("adt");
        assertThat(sent()).last().isEqualTo("id=4 room=none mrn=none");
        bench.runs("adt", channel(""));
        bench.submit("adt", 5, 5, "room=old mrn=");
        assertThat(reason()).contains("mpi said no: not wanted");
        assertThat(mpi().attempts()).as("a no is not asked again").isEqualTo(5);
    }

    /** "tried again with back-off within `within`", in order, while the channel is down. */
    @Test
    void aPeerThatCannotBeReachedIsAskedAgainAndNothingOvertakes() throws Exception {
        mpi().behaviour = Peer.DOWN;
        bench.runs("adt", channel("within: 30s")).submit("adt", 1, 2, "room=none mrn=");
        bench.submit("adt", 3, 3, "mrn=");
        bench.eventually(
                () ->
                        assertThat(bench.view("adt").state() + ": " + bench.view("adt").reason())
                                .contains("DOWN: its steps ask mpi, which does not answer")
                                .contains("the peer is down"));
        assertThat(bench.control().why("adt", ""))
                .anyMatch(line -> line.contains("its steps wait for the answer of mpi for "));
        assertThat(sent()).isEmpty();
        mpi().behaviour = ANSWERS;
        bench.settles("adt");
        assertThat(bench.peer("adt/out").ids()).containsExactly("1", "2", "3");
        assertThat(mpi().call(1).number()).isEqualTo(2);
        assertThat(mpi().call(1).key()).isEqualTo(mpi().call(0).key());
        bench.until(() -> bench.view("adt").state().name().equals("STARTED"));
    }

    /** After it, the step fails with clear words, and {@code on-error} decides. */
    @Test
    void afterWithinTheStepFailsAndSaysWhatWasTried() throws Exception {
        mpi().behaviour = Peer.NOT_NOW;
        bench.runs("adt", channel("within: 1s")).submit("adt", 1, 1, "room=none mrn=");
        assertThat(reason())
                .contains("step 1 (enrich, adt.yaml:3:5)")
                .containsPattern("mpi gave no answer within 1 s; it was asked [23] times")
                .contains("the last time: not now");
        mpi().behaviour = ANSWERS;
        bench.act(Act.RELEASE, heldOne().id());
        bench.settles("adt");
        assertThat(sent()).containsExactly("id=1 room=W2 mrn=M1");
    }

    /** A call that does not end is aborted when its time is over. */
    @Test
    void aPeerThatDoesNotAnswerIsAbortedInTime() throws Exception {
        mpi().hangs();
        long begin = System.nanoTime();
        bench.runs("adt", channel("within: 500ms")).submit("adt", 1, 1, "room=none mrn=");
        assertThat(reason()).contains("mpi gave no answer within 500 ms; it was asked");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
        assertThat(mpi().aborts.get()).isPositive();
    }

    /** UNKNOWN: asked again, since a query may be; with {@code unknown: hold} it is not. */
    @Test
    void whatMayHaveArrivedIsAskedAgainUnlessTheChannelSaysHold() throws Exception {
        var count = new AtomicInteger();
        mpi().behaviour =
                (message, attempt) -> {
                    if (count.incrementAndGet() % 2 == 1) {
                        throw new IOException("CANARY");
                    }
                    return ANSWERS.on(message, attempt);
                };
        bench.runs("adt", channel("")).submit("adt", 1, 1, "room=none mrn=");
        bench.settles("adt");
        assertThat(sent()).containsExactly("id=1 room=W2 mrn=M1");
        assertThat(mpi().attempts()).isEqualTo(2);
        bench.runs("adt", channel("unknown: hold")).submit("adt", 2, 2, "room=none mrn=");
        assertThat(reason())
                .contains("mpi may have got the question and did not answer")
                .doesNotContain("CANARY");
        assertThat(mpi().attempts()).isEqualTo(3);
    }

    /** An answer that is not of its format is none. */
    @Test
    void anAnswerThatCannotBeReadIsUnknown() throws Exception {
        mpi().behaviour = answering("garbage");
        bench.runs("adt", channel("unknown: hold")).submit("adt", 1, 1, "room=none mrn=");
        assertThat(reason()).contains("did not answer: the answer cannot be read");
    }

    /** AWAITING is not possible here, and says what to do. */
    @Test
    void anAnswerThatComesLaterIsRefusedInWords() throws Exception {
        mpi().behaviour = (message, attempt) -> Delivery.awaiting("c-1", Duration.ofSeconds(5));
        bench.runs("adt", channel("")).submit("adt", 1, 1, "room=none mrn=");
        assertThat(reason()).contains("mpi answers later, by another way").contains("`after`");
    }

    /** Inside {@code each}, {@code choose}, and the steps of a destination and what follows it. */
    @Test
    void itStandsWhereOtherStepsStand() throws Exception {
        for (var name : List.of("first", "chosen", "own", "later")) {
            bench.peer("adt/" + name).behaviour = answering("mrn=" + name);
        }
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                steps:
                  - each: x
                    steps:
                      - enrich: { peer: { name: "{x}" }, name: first, into: { y: mrn } }
                  - choose:
                      - steps: [ { enrich: { peer: {}, name: chosen, into: { c: mrn } } } ]
                destinations:
                  a:
                    steps:
                      - enrich: { peer: {}, name: own, into: { o: mrn } }
                      - set: { k: "{c}-{o}" }
                    peer: {}
                  b:
                    after: a
                    steps:
                      - enrich: { peer: {}, name: later, into: { l: mrn } }
                      - set: { k: "{l}" }
                    peer: {}
                """);
        bench.submit("adt", "k=1 x=1 x=2");
        bench.settles("adt");
        assertThat(bench.peer("adt/first").calls)
                .extracting(Peer.Call::name)
                .containsExactly("1", "2");
        assertThat(bench.peer("adt/a").call(0).text()).isEqualTo("k=chosen-own x=1 x=2");
        assertThat(bench.peer("adt/b").call(0).text()).isEqualTo("k=later x=1 x=2");
    }

    /** The order of messages is kept, so a slow peer slows this channel, and nothing else. */
    @Test
    void aSlowPeerSlowsThisChannelAndNothingElse() throws Exception {
        int many = Runtime.getRuntime().availableProcessors() + 3;
        for (int i = 0; i < many; i++) {
            bench.peer("slow" + i + "/mpi").hangs();
            bench.runs("slow" + i, channel("within: 50s"));
            bench.submit("slow" + i, 1, 1, "room=none mrn=");
        }
        bench.until(
                () ->
                        bench.types.peers.entrySet().stream()
                                        .filter(e -> e.getKey().startsWith("slow"))
                                        .filter(e -> e.getValue().attempts() == 1)
                                        .count()
                                == many);
        bench.runs("adt", channel("")).submit("adt", 1, 20, "room=none mrn=");
        bench.settles("adt");
        assertThat(sent()).hasSize(20);
        assertThat(bench.view("slow0").state().name()).isEqualTo("STARTED");
        bench.eventually(
                () ->
                        assertThat(bench.view("slow0").reason())
                                .contains("its steps wait for the answer of mpi for"));
    }

    /** What ran before a slow question is delivered meanwhile. */
    @Test
    void whatRanBeforeASlowQuestionIsDeliveredMeanwhile() throws Exception {
        bench.runs("adt", channel("within: 50s")).submit("adt", 1, 1, "room=none mrn=");
        bench.settles("adt");
        mpi().hangs();
        bench.submit("adt", 2, 2, "mrn=");
        bench.submit("adt", 3, 3, "room=none mrn=");
        bench.until(() -> bench.peer("adt/out").ids().equals(List.of("1", "2")));
        bench.until(() -> mpi().inside.get() == 1);
    }

    /** {@code acknowledge: checked}: a slow answer makes the documented late one. */
    @Test
    void aSenderThatWaitsForStepsIsToldThatTheResultIsNotKnownYet() throws Exception {
        mpi().hangs();
        bench.runs(
                "adt",
                channel("within: 50s")
                        .replace(
                                "format: pairs",
                                "format: pairs, acknowledge: checked, within: 300ms"));
        var receipt = bench.submit("adt", "id=1 room=none mrn=");
        assertThat(receipt.kept()).isTrue();
        assertThat(receipt.finished()).isFalse();
        mpi().answer();
        bench.settles("adt");
        assertThat(sent()).containsExactly("id=1 room=W2 mrn=M1");
    }

    /** A crash before it was routed asks again; the message is delivered once. */
    @Test
    void aCrashWhileAPeerIsAskedAsksAgain() throws Exception {
        mpi().hangs();
        bench.runs("adt", channel("within: 50s, miss: \"again\""))
                .submit("adt", 1, 2, "room=none mrn=");
        bench.until(() -> mpi().attempts() == 1);
        bench.crash();
        bench.settles("adt");
        assertThat(mpi().attempts()).isEqualTo(2);
        assertThat(sent())
                .containsExactly("id=1 room=again mrn=again", "id=2 room=again mrn=again");
    }
}

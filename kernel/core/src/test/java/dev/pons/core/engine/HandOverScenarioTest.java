package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.Binder;
import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.DestinationState;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.spi.Receipt;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** "A channel may send to another in the same journal batch, and broadcast to many." */
@Timeout(60)
class HandOverScenarioTest {

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

    /** A channel whose one destination hands over. */
    private static String feed(String to, String... more) {
        return """
        source: { hand: {}, format: pairs }
        destinations:
          feed:
            channel: %s
            retry: { first: 10ms, longest: 1m, jitter: no }
        %s
        """
                .formatted(to, String.join("\n", more).indent(4));
    }

    private static final String TARGET =
            """
            source: { channel: {}, format: pairs }
            destinations: { out: { peer: {} } }
            """;

    private void settles(String... channels) {
        for (var channel : channels) {
            bench.settles(channel);
        }
    }

    private List<MessageRow> rows(String channel, int many) {
        var query = MessageQuery.oldest(100).ofChannel(Optional.of(channel));
        bench.until(() -> bench.control().messages(query).rows().size() == many);
        return bench.control().messages(query).rows();
    }

    private void heldIn(String channel, String... words) {
        bench.until(() -> bench.view(channel).held() == 1);
        var held = MessageQuery.oldest(10).ofChannel(Optional.of(channel));
        bench.eventually(
                () ->
                        assertThat(bench.control().messages(held).rows())
                                .filteredOn(r -> r.state() == MessageState.HELD)
                                .singleElement()
                                .satisfies(r -> assertThat(r.reason()).contains(words)));
    }

    /** Semantics 5: "`channel:` hand-overs are `created` and linked to their parents". */
    @Test
    void whatIsHandedOverIsCreatedThereAndLinkedBothWays() throws Exception {
        bench.runs("lab", TARGET).runs("adt", feed("lab"));
        var parent = bench.submit("adt", 1, 1, "x=a").get(0);
        settles("adt", "lab");

        assertThat(bench.peer("lab/out").took).containsExactly("id=1 x=a");
        assertThat(bench.ledger("adt").accepted()).isEqualTo(1);
        assertThat(bench.ledger("adt", "feed").delivered()).isEqualTo(1);
        assertThat(bench.ledger("lab").accepted()).isZero();
        assertThat(bench.ledger("lab").created()).isEqualTo(1);
        assertThat(bench.ledger("lab").routed()).isEqualTo(1);
        var child = bench.control().message(rows("lab", 1).get(0).id());
        assertThat(child.origin()).isEqualTo("handed");
        assertThat(child.parent()).contains(parent);
        assertThat(child.row().control()).isEqualTo("1");
        assertThat(bench.control().message(parent).acts())
                .singleElement()
                .asString()
                .endsWith("handed over to channel lab as message " + child.row().id());
    }

    @Test
    void theFactsOfTheMessageGoWithItAndSayWhichWayItCame() throws Exception {
        bench.runs("far", TARGET);
        bench.runs("lab", feed("far").replace("hand: {}", "channel: {}"));
        bench.runs("adt", feed("lab", "steps: [ { set: { x: b } } ]"));
        bench.types.intakes.get("adt").submit(Pairs.message("id=1 x=a").with("peer", "ward"));
        settles("adt", "lab", "far");
        assertThat(bench.peer("far/out").took).containsExactly("id=1 x=b");
        var middle = rows("lab", 1).get(0).id();
        assertThat(bench.control().facts(rows("far", 1).get(0).id()))
                .containsEntry("peer", "ward")
                .containsEntry("channel.from", "lab")
                .containsEntry("channel.message", middle)
                .containsEntry("channel.path", "adt lab");
    }

    @Test
    void anyRunningChannelTakesWhateverItsSourceIs() throws Exception {
        bench.runs("lab", TARGET.replace("channel: {}", "hand: {}")).runs("adt", feed("lab"));
        bench.submit("adt", 1, 2, "");
        bench.submit("lab", 3, 3, "");
        settles("adt", "lab");
        assertThat(bench.peer("lab/out").ids()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(bench.ledger("lab").accepted()).isEqualTo(1);
        assertThat(bench.ledger("lab").created()).isEqualTo(2);
    }

    /** Broadcast: all or none, and the destination goes on by itself when the channel comes. */
    @Test
    void allChannelsOfABroadcastGetItOrNoneDoes() throws Exception {
        bench.runs("lab", TARGET).runs("ward", TARGET);
        bench.runs("adt", feed("{ to: [lab, ward, archive] }"));
        bench.submit("adt", 1, 3, "");
        bench.until(() -> bench.view("adt", "feed").state() == DestinationState.DOWN);
        assertThat(bench.view("adt", "feed").reason())
                .startsWith("there is no channel archive; put archive.yaml into channels/");
        assertThat(bench.ledger("lab").created()).isZero();
        bench.runs("archive", TARGET);
        settles("adt", "lab", "ward", "archive");
        for (var channel : List.of("lab", "ward", "archive")) {
            assertThat(bench.peer(channel + "/out").ids()).containsExactly("1", "2", "3");
        }
        assertThat(bench.view("adt", "feed").state()).isEqualTo(DestinationState.STARTED);
        assertThat(bench.control().message(rows("adt", 3).get(0).id()).acts()).hasSize(3);
    }

    /** Also before a message waits; a near name is told. */
    @Test
    void aTargetThatIsMissingIsToldAtOnce() {
        bench.runs("labor", TARGET).runs("adt", feed("labr"));
        bench.until(() -> bench.view("adt", "feed").state() == DestinationState.DOWN);
        assertThat(bench.view("adt", "feed").reason())
                .contains("there is no channel labr; did you mean \"labor\"?");
    }

    @Test
    void aChannelThatIsStoppedOrPausedTakesNothing() throws Exception {
        bench.runs("lab", TARGET).runs("adt", feed("lab"));
        for (var order : List.of(Order.STOP, Order.PAUSE)) {
            bench.control().order(order, "lab", "", "anna");
            bench.submit("adt", 1, 1, "");
            bench.until(() -> bench.view("adt", "feed").state() == DestinationState.DOWN);
            assertThat(bench.view("adt", "feed").reason())
                    .contains("channel lab is " + (order == Order.STOP ? "stopped" : "paused"))
                    .contains("anna");
            assertThat(bench.view("adt").queued()).isEqualTo(1);
            bench.control().order(Order.RESUME, "lab", "", "anna");
            settles("adt", "lab");
        }
        assertThat(bench.ledger("lab").created()).isEqualTo(2);
    }

    /** Its own queue: what is ordered of it works as for any other. */
    @Test
    void itIsPausedHeldReleasedSkippedAndSentAgainAsAnyOther() throws Exception {
        bench.runs("lab", TARGET).runs("adt", feed("lab"));
        bench.control().order(Order.PAUSE, "adt", "feed", "anna");
        var ids = bench.submit("adt", 1, 3, "");
        bench.until(() -> bench.view("adt").queued() == 3);
        bench.act(Act.SKIP, ids.get(0));
        bench.act(Act.HOLD, ids.get(1));
        bench.act(Act.RELEASE, ids.get(1));
        bench.control().order(Order.RESUME, "adt", "feed", "anna");
        settles("adt", "lab");
        assertThat(bench.peer("lab/out").ids()).containsExactly("2", "3");
        bench.act(Act.RESEND, ids.get(2));
        bench.act(Act.RERUN, ids.get(2));
        bench.until(() -> bench.peer("lab/out").ids().equals(List.of("2", "3", "3", "3")));
        settles("adt", "lab");
        assertThat(bench.ledger("lab").created()).isEqualTo(4);
        assertThat(bench.ledger("adt").created()).isEqualTo(2);
        var child = rows("lab", 4).get(3).id();
        bench.act(Act.RERUN, child);
        bench.until(() -> bench.peer("lab/out").ids().size() == 5);
        settles("adt", "lab");
    }

    /** "processed" is: handed over, not: processed there. */
    @Test
    void processedMeansHandedOver() throws Exception {
        bench.peer("lab/out").hangs();
        bench.runs("lab", TARGET);
        bench.runs("adt", feed("lab").replace("pairs }", "pairs, acknowledge: processed }"));
        var receipt = bench.submit("adt", "id=1");
        assertThat(receipt.kind()).isEqualTo(Receipt.Kind.STORED);
        assertThat(receipt.finished()).isTrue();
        assertThat(bench.peer("lab/out").took).isEmpty();
    }

    @Test
    void whatComesAfterItBeginsWhenItIsHandedOver() throws Exception {
        bench.runs("lab", TARGET);
        bench.runs("adt", feed("lab") + "  then: { peer: {}, after: feed }\n");
        bench.submit("adt", 1, 2, "");
        settles("adt", "lab");
        assertThat(bench.peer("adt/then").ids()).containsExactly("1", "2");
        assertThat(bench.peer("lab/out").ids()).containsExactly("1", "2");
    }

    /** What waits for a channel that does not come is too old at last, as anywhere. */
    @Test
    void whatWaitsTooLongExpires() throws Exception {
        bench.runs("adt", feed("nobody", "expire: 50ms"));
        bench.submit("adt", 1, 1, "");
        bench.until(() -> bench.ledger("adt", "feed").expired() == 1);
    }

    /** Loops end: {@code A -> B -> A}. */
    @Test
    void aLoopIsHeldWithAReasonThatNamesIt() throws Exception {
        bench.runs("lab", feed("adt").replace("hand: {}", "channel: {}"));
        bench.runs("adt", feed("lab"));
        bench.submit("adt", 1, 1, "");
        heldIn("adt", "handed over 16 times", "in the loop lab > adt > lab;");
        assertThat(bench.ledger("adt").accepted() + bench.ledger("adt").created()).isEqualTo(9);
        assertThat(bench.ledger("lab").created()).isEqualTo(8);
    }

    @Test
    void aChannelCannotNameItselfOrNobodyOrOneTwice() {
        for (var wrong :
                List.of(
                        "adt -> names its own channel, adt",
                        "[] -> names no channel",
                        "[lab, lab] -> names a channel twice")) {
            var parts = wrong.split(" -> ");
            bench.channel("adt", feed(parts[0]));
            assertThat(bench.view("adt").state()).isEqualTo(ChannelState.BROKEN);
            assertThat(bench.view("adt").problems())
                    .singleElement()
                    .asString()
                    .startsWith("adt.yaml:4:")
                    .contains(parts[1]);
        }
    }

    /** The target's format is another one. */
    @Test
    void aMessageInAnotherFormatIsHeldUntilTheChannelTakesIt() throws Exception {
        bench.type(Types.Kind.FORMAT, "other", new Pairs.Type());
        bench.type(Types.Kind.FORMAT, "binary", new Pairs.Type());
        bench.runs("lab", TARGET.replace("pairs", "other")).runs("adt", feed("lab"));
        var id = bench.submit("adt", 1, 2, "").get(0);
        heldIn("adt", "channel lab takes other, and this is pairs; convert it in a step");
        bench.runs("lab", TARGET.replace("pairs", "binary"));
        bench.act(Act.RELEASE, id);
        settles("adt", "lab");
        assertThat(bench.peer("lab/out").ids()).containsExactly("1", "2");
    }

    /** It is held in the channel that has it, and what is behind it waits, as order wants. */
    @Test
    void aMessageThatTheTargetRefusesIsRejectedAndNobodyGetsIt() throws Exception {
        bench.runs("lab", TARGET).runs("ward", TARGET);
        bench.runs("adt", feed("[lab, ward]", "body: { from: whole }"));
        bench.control().order(Order.PAUSE, "adt", "feed", "anna");
        bench.submit("adt", "id=1 whole=x=1");
        var bad = bench.submit("adt", "id=2 whole=a").id().orElseThrow();
        bench.submit("adt", "id=3 whole=x=3");
        bench.until(() -> bench.view("adt").queued() == 3);
        bench.control().order(Order.RESUME, "adt", "feed", "anna");
        heldIn("adt", "channel lab does not take it: ", "no pair in it");
        bench.until(() -> bench.peer("ward/out").took.equals(List.of("x=1")));
        assertThat(bench.view("adt").queued()).isEqualTo(1);
        bench.act(Act.SKIP, bad);
        settles("adt", "lab", "ward");
        for (var channel : List.of("lab", "ward")) {
            assertThat(bench.peer(channel + "/out").took).containsExactly("x=1", "x=3");
            assertThat(bench.ledger(channel).created()).isEqualTo(2);
            assertThat(bench.ledger(channel).refused()).isZero();
        }
    }

    /** The target's window: "the same again is dropped and counted". */
    @Test
    void theTargetTellsDuplicates() throws Exception {
        bench.runs(
                "lab",
                TARGET.replace("pairs }", "pairs, duplicates: { by: n, different: hold } }"));
        bench.runs("adt", feed("[lab, ward]")).runs("ward", TARGET);
        bench.control().order(Order.PAUSE, "adt", "feed", "anna");
        bench.submit("adt", "id=1 n=1 x=a");
        bench.submit("adt", "id=1 n=1 x=a");
        bench.submit("adt", "id=2 n=2 x=a");
        bench.submit("adt", "id=1 n=1 x=b");
        bench.until(() -> bench.view("adt").queued() == 4);
        bench.control().order(Order.RESUME, "adt", "feed", "anna");
        settles("adt", "ward");
        bench.until(() -> bench.peer("lab/out").took.size() == 2);
        assertThat(bench.peer("lab/out").ids()).containsExactly("1", "2");
        assertThat(bench.peer("ward/out").ids()).containsExactly("1", "1", "2", "1");
        heldIn("lab", "it is not the same as ", "both have one n");
        assertThat(bench.ledger("lab").duplicates()).isEqualTo(1);
        assertThat(bench.ledger("lab").created()).isEqualTo(3);
        bench.assertFits("lab");
        bench.restart();
        assertThat(bench.ledger("lab").duplicates()).isEqualTo(1);
    }

    /** Held here as a duplicate and released: that is nothing to the next channel. */
    @Test
    void whatWasHeldAsADuplicateIsNotHeldAgainInTheNextChannel() throws Exception {
        bench.runs("lab", TARGET);
        bench.runs(
                "adt",
                feed("lab").replace("pairs }", "pairs, duplicates: { by: n, then: hold } }"));
        bench.submit("adt", "id=1 n=1");
        var again = bench.submit("adt", "id=1 n=1").id().orElseThrow();
        bench.until(() -> bench.view("adt").held() == 1);
        bench.act(Act.RELEASE, again);
        bench.until(() -> bench.peer("lab/out").ids().equals(List.of("1", "1")));
        assertThat(bench.view("lab").held()).isZero();
    }

    /** Shadow and replay never hand over. */
    @Test
    void replayAndShadowHandNothingOver() throws Exception {
        bench.runs("lab", TARGET).runs("adt", feed("lab"));
        bench.submit("adt", 1, 2, "");
        settles("adt", "lab");
        rows("adt", 2);
        var changed = new Script("adt", feed("lab", "when: { n: '1' }"), f -> Optional.empty());
        var rehearsals = bench.engine().rehearsals();
        assertThat(rehearsals.replay(changed, new Past(100, Instant.EPOCH), List.of()).compared())
                .isEqualTo(2);
        rehearsals.shadow(changed, "anna");
        bench.submit("adt", 3, 3, "");
        bench.until(() -> rehearsals.diff("adt", List.of()).compared() == 1);
        settles("adt", "lab");
        assertThat(bench.peer("lab/out").ids()).containsExactly("1", "2", "3");
        var seen =
                rehearsals.look(
                        changed, "id=1 n=1".getBytes(), java.util.Map.of(), java.util.Map.of());
        assertThat(seen.deliveries()).singleElement().extracting(d -> d.state()).isEqualTo("sent");
        assertThat(bench.ledger("lab").created()).isEqualTo(3);
    }

    @Name("channel")
    @Doc("A plugin's")
    record Taken() {}

    @Test
    void noPluginMayHaveATypeOfThatName() {
        assertThat(Binder.check(Taken.class))
                .singleElement()
                .asString()
                .contains("@Name(\"channel\") is a word of the channel language");
    }
}

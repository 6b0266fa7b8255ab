package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control.Order;
import dev.pons.core.engine.Types.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Semantics, section 6: a channel that waits for a peer is stopped, changed, and its plugin too.
 */
@Timeout(60)
class EnrichStopScenarioTest {

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        mpi().behaviour = EnrichScenarioTest.answering("mrn=M1 ward=W2");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private Peer mpi() {
        return bench.peer("adt/mpi");
    }

    private List<String> sent() {
        return bench.peer("adt/out").calls.stream().map(Peer.Call::text).toList();
    }

    /** A stop aborts the question, does not hang, and the message is asked about again. */
    @Test
    void aStopAbortsAndTheMessageIsAskedAboutAgain() throws Exception {
        mpi().hangs();
        bench.runs("adt", EnrichScenarioTest.channel("within: 50s"));
        bench.submit("adt", 1, 2, "room=none mrn=");
        bench.until(() -> mpi().attempts() == 1);
        bench.control().order(Order.STOP, "adt", "", "anna");
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STOPPED);
        assertThat(mpi().aborts.get()).isPositive();
        assertThat(mpi().inside.get()).isZero();
        assertThat(mpi().closed.get()).isEqualTo(1);
        assertThat(sent()).isEmpty();
        mpi().answer();
        bench.control().order(Order.START, "adt", "", "anna");
        bench.settles("adt");
        assertThat(sent()).containsExactly("id=1 room=W2 mrn=M1", "id=2 room=W2 mrn=M1");
        assertThat(mpi().attempts()).isEqualTo(3);
    }

    /** A pause between two attempts ends at once. */
    @Test
    void aStopDoesNotWaitForAPause() throws Exception {
        mpi().behaviour = Peer.DOWN;
        bench.runs("adt", EnrichScenarioTest.channel("within: 50s"));
        bench.submit("adt", 1, 1, "room=none mrn=");
        bench.until(() -> mpi().attempts() == 4);
        long begin = System.nanoTime();
        bench.control().order(Order.STOP, "adt", "", "anna");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(mpi().aborts.get()).isZero();
    }

    /** What must not be asked twice waits for a person when it was cut off. */
    @Test
    void whatIsNotAskedTwiceIsHeldWhenItIsCutOff() throws Exception {
        mpi().hangs();
        bench.runs("adt", EnrichScenarioTest.channel("within: 50s, unknown: hold"));
        bench.submit("adt", 1, 1, "room=none mrn=");
        bench.until(() -> mpi().attempts() == 1);
        bench.control().order(Order.STOP, "adt", "", "anna");
        mpi().answer();
        bench.control().order(Order.START, "adt", "", "anna");
        bench.until(() -> bench.view("adt").held() == 1);
        assertThat(mpi().attempts()).isEqualTo(1);
    }

    /** A changed file: the new version asks, the line of the old one is closed. */
    @Test
    void aChangedFileGoesOnBetweenTwoMessages() throws Exception {
        bench.runs("adt", EnrichScenarioTest.channel(""));
        bench.submit("adt", 1, 1, "room=none mrn=");
        bench.settles("adt");
        bench.runs("adt", EnrichScenarioTest.channel("").replace("{m}", "{m}-2"));
        bench.submit("adt", 2, 2, "room=none mrn=");
        bench.settles("adt");
        assertThat(sent()).containsExactly("id=1 room=W2 mrn=M1", "id=2 room=W2 mrn=M1-2");
        bench.until(() -> mpi().closed.get() == 1);
        assertThat(mpi().instances).hasSize(2);
    }

    /** 6.1, 6.4: a new build of the peer's plugin takes over, nothing of the old one is left. */
    @Test
    void aNewBuildOfThePluginTakesOver() throws Exception {
        bench.runs("adt", EnrichScenarioTest.channel(""));
        bench.submit("adt", 1, 1, "room=none mrn=");
        bench.settles("adt");
        var renewed = bench.types.renew(Kind.DESTINATION, "peer");
        assertThat(bench.engine().usersOf(renewed)).containsExactly("adt");
        assertThat(bench.engine().typesChanged(List.of(renewed))).isEmpty();
        assertThat(mpi().closed.get()).as("closed before the bundle goes").isEqualTo(1);
        bench.submit("adt", 2, 2, "room=none mrn=");
        bench.settles("adt");
        assertThat(bench.engine().awaitLeft(Duration.ofSeconds(5))).isTrue();
        assertThat(sent()).hasSize(2);
        assertThat(mpi().instances).hasSize(2);
        assertThat(bench.view("adt").version()).isEqualTo(1);
    }

    /** A type that only a step names is one that the channel uses and waits for. */
    @Test
    void aChannelWaitsForThePluginOfItsPeer() throws Exception {
        var channel = EnrichScenarioTest.channel("").replace("enrich: { peer", "enrich: { asks");
        bench.channel("adt", channel);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.WAITING);
        assertThat(bench.view("adt").reason())
                .contains("waiting for a plugin with the destination type asks");
        bench.type(Kind.DESTINATION, "asks", bench.types.destination("peer").orElseThrow());
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.STARTED);
        bench.submit("adt", 1, 1, "room=none mrn=");
        bench.settles("adt");
        bench.type(Kind.DESTINATION, "asks", null);
        assertThat(bench.view("adt").state()).isEqualTo(ChannelState.WAITING);
        assertThat(mpi().closed.get()).isEqualTo(1);
    }
}

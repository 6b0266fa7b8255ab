package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.DestinationState;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Receipt;
import dev.pons.tck.ReceivingPeer.Manner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is asked of a destination. */
@SuppressWarnings("NullAway") // JUnit sets the fields, before each test
public abstract non-sealed class DestinationContract extends Contract {

    private final List<ReceivingPeer> peers = new ArrayList<>();
    private ReceivingPeer peer;

    @Override
    protected abstract DestinationType<?> type();

    /** A new peer, which is there and takes messages. */
    protected abstract ReceivingPeer peer() throws IOException;

    /** How its peers can answer. Without: in all ways. */
    protected Set<Manner> can() {
        return Set.of(Manner.values());
    }

    /** Its peers can be absent, as those on a line can. Without: yes. */
    protected boolean canBeAbsent() {
        return true;
    }

    @BeforeEach
    final void open() throws IOException {
        peer = another();
    }

    @AfterEach
    final void closePeers() throws IOException {
        for (var one : peers) {
            one.close();
        }
    }

    private ReceivingPeer another() throws IOException {
        var one = peer();
        peers.add(one);
        return one;
    }

    @Override
    final String options() {
        return peer.options();
    }

    @Override
    final String channel(String options) {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          out:
            %s: %s
            retry: { first: 100ms, longest: 200ms, jitter: no }
        """
                .formatted(name(), options);
    }

    private void submit(String channel, String text) throws InterruptedException {
        assertThat(engine.hand.submit(channel, bytes(text)).kind()).isEqualTo(Receipt.Kind.STORED);
    }

    /** Messages arrive as they are, once each and in their order. */
    @Test
    void messages_arrive_as_they_are_once_each_and_in_order() throws Exception {
        started("out", channel(options()));
        var sent = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            sent.add("message " + i + " " + CANARY);
            submit("out", sent.get(i));
        }
        engine.settles("out");
        assertThat(texts(peer.received())).isEqualTo(sent);
        assertThat(engine.ledger("out").destinations().get(0).delivered()).isEqualTo(20);
    }

    /** What a peer refuses is not sent again; a person decides. */
    @Test
    void what_is_refused_is_not_sent_again() throws Exception {
        if (!can().contains(Manner.REFUSES)) {
            return;
        }
        started("out", channel(options()));
        peer.answers(Manner.REFUSES);
        submit("out", "one");
        await().atMost(SOON).until(() -> engine.view("out").held() == 1);
        await().during(Duration.ofMillis(600))
                .atMost(SOON)
                .until(() -> peer.received().size() == 1);
        assertThat(engine.ledger("out").destinations().get(0).delivered()).isZero();
    }

    /**
     * An answer that never came is unknown, never a yes: the channel decides, and may send again.
     */
    @Test
    void an_answer_that_never_came_is_no_yes() throws Exception {
        if (!can().contains(Manner.SILENT)) {
            return;
        }
        started("out", channel(options()).replace("retry:", "unknown: hold\n    retry:"));
        peer.answers(Manner.SILENT);
        submit("out", "one");
        await().atMost(SOON).until(() -> engine.view("out").held() == 1);
        assertThat(peer.received()).hasSize(1);
        assertThat(engine.ledger("out").destinations().get(0).delivered()).isZero();
    }

    /** Nobody is there: the message waits, the destination says so, and it goes on by itself. */
    @Test
    void nobody_there_loses_nothing_and_it_goes_on_by_itself() throws Exception {
        if (!canBeAbsent()) {
            return;
        }
        peer.close();
        started("out", channel(options()));
        submit("out", "one");
        await().atMost(SOON)
                .until(
                        () ->
                                engine.view("out").destinations().get(0).state()
                                        == DestinationState.DOWN);
        assertThat(engine.view("out").queued()).isEqualTo(1);
        peer.open();
        engine.settles("out");
        assertThat(texts(peer.received())).containsExactly("one");
    }

    /** After the peer ended the line, the next message goes by a new one. */
    @Test
    void a_line_that_the_peer_ended_is_made_again() throws Exception {
        if (!canBeAbsent()) {
            return;
        }
        started("out", channel(options()));
        submit("out", "one");
        engine.settles("out");
        peer.close();
        peer.open();
        submit("out", "two");
        engine.settles("out");
        assertThat(texts(peer.received())).contains("one", "two");
        assertThat(engine.ledger("out").destinations().get(0).delivered()).isEqualTo(2);
    }

    /** A send that waits for an answer ends soon when it is to stop. */
    @Test
    void a_stuck_send_ends_when_it_is_to_stop() throws Exception {
        if (!can().contains(Manner.SILENT)) {
            return;
        }
        started("out", channel(options()));
        peer.answers(Manner.SILENT);
        submit("out", "one");
        await().atMost(SOON).until(() -> peer.received().size() == 1);
        long begin = System.nanoTime();
        engine.stop("out");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        assertThat(engine.view("out").queued() + engine.view("out").held()).isEqualTo(1);
    }

    @Override
    @Test
    void a_second_one_does_not_interfere() throws Exception {
        var two = another();
        started("out", channel(options()));
        started("two", channel(two.options()));
        submit("out", "one");
        submit("two", "two");
        engine.settles("out");
        engine.settles("two");
        engine.stop("out");
        submit("two", "still");
        engine.settles("two");
        assertThat(texts(peer.received())).containsExactly("one");
        assertThat(texts(two.received())).containsExactly("two", "still");
    }

    @Override
    @Test
    void closing_leaves_nothing() throws Exception {
        started("out", channel(options()));
        submit("out", "one");
        engine.settles("out");
        engine.stop("out");
        peer.close();
        var before = Held.now();
        peer.open();
        engine.start("out");
        submit("out", "two");
        engine.settles("out");
        stops("out");
        peer.close();
        leftNothing(before);
        peer.open();
    }
}

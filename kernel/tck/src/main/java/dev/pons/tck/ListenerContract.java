package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.spi.SourceType;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** What is asked of a listener. Peers come through a port of the loopback. */
public abstract non-sealed class ListenerContract extends Contract {

    private static final int PEERS = 8;

    private final int port = Ports.free();

    @Override
    protected abstract SourceType<?> type();

    /** Options in a channel file, as YAML in braces, for this port of the loopback. */
    protected abstract String options(int port);

    /** A peer that connects to this port of the loopback; closed by the tests. */
    protected abstract SendingPeer peer(int port) throws IOException;

    /** The protocol has an answer for each message. Without: yes. */
    protected boolean answers() {
        return true;
    }

    /**
     * What all peers send comes in one after the other, as datagrams do. Without: each peer has a
     * line of its own.
     */
    protected boolean isOneLine() {
        return false;
    }

    @Override
    final String options() {
        return options(port);
    }

    @Override
    final String channel(String options) {
        return """
        source:
          %s: %s
          format: tck
          within: 5s
        destinations:
          basket: { tck-basket: {} }
        """
                .formatted(name(), options);
    }

    private static boolean saidYes(FutureTask<Boolean> task) throws Exception {
        try {
            return task.get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                return false; // the line ended without an answer
            }
            throw e;
        }
    }

    /** Messages come in as they were sent, and go on. */
    @Test
    void messages_come_in_as_they_were_sent() throws Exception {
        started("in", channel(options()));
        var sent = new ArrayList<byte[]>();
        try (var peer = peer(port)) {
            for (int i = 0; i < 20; i++) {
                var body = bytes("message " + i + " " + CANARY);
                sent.add(body);
                assertThat(peer.send(body)).as("answer to message %d", i).isTrue();
            }
        }
        await().atMost(SOON).until(() -> engine.accepted("in") == sent.size());
        engine.settles("in");
        assertThat(texts(engine.basket.of("in/basket"))).isEqualTo(texts(sent));
    }

    /** Yes is said only after a message is durable. */
    @Test
    void yes_is_said_only_after_it_is_durable() throws Exception {
        if (!answers()) {
            return;
        }
        started("in", channel(options()));
        engine.held.hold();
        try (var peer = peer(port)) {
            var answer = Meanwhile.does(() -> peer.send(bytes("one")));
            await().atMost(SOON).until(() -> engine.held.waiting() == 1);
            assertThat(answer.isDone()).as("answered before it was durable").isFalse();
            engine.held.release();
            assertThat(saidYes(answer)).isTrue();
        }
        await().atMost(SOON).until(() -> engine.accepted("in") == 1);
    }

    /** Nothing that was not kept is answered with yes. */
    @Test
    void busy_keeps_nothing_and_is_no_yes() throws Exception {
        started("in", channel(options()));
        engine.held.full(true);
        try (var peer = peer(port)) {
            var yes = saidYes(Meanwhile.does(() -> peer.send(bytes("one"))));
            assertThat(answers() && yes).as("a yes for what was not kept").isFalse();
            await().atMost(SOON).until(engine.held::wasAsked);
        }
        assertThat(engine.accepted("in")).isZero();
        engine.held.full(false);
        try (var peer = peer(port)) {
            assertThat(peer.send(bytes("two"))).isTrue();
        }
        await().atMost(SOON).until(() -> engine.accepted("in") == 1);
        engine.settles("in");
        assertThat(texts(engine.basket.of("in/basket"))).containsExactly("two");
    }

    /** What was submitted when it is to stop is answered. */
    @Test
    void the_last_message_is_answered_when_it_stops() throws Exception {
        started("in", channel(options()));
        engine.held.hold();
        try (var peer = peer(port)) {
            var answer = Meanwhile.does(() -> peer.send(bytes("last")));
            await().atMost(SOON).until(() -> engine.held.waiting() == 1);
            var stop =
                    Meanwhile.does(
                            () -> {
                                engine.stop("in");
                                return true;
                            });
            engine.held.release();
            assertThat(saidYes(answer) || !answers()).as("an answer to the last message").isTrue();
            stop.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        await().atMost(SOON).until(() -> engine.accepted("in") == 1);
    }

    /** A peer that got no answer sends again: that is a duplicate, never a loss. */
    @Test
    void a_message_whose_answer_got_lost_is_not_lost() throws Exception {
        started("in", channel(options()));
        engine.held.hold();
        var gone = peer(port);
        var cut = Meanwhile.does(() -> gone.send(bytes("one")));
        await().atMost(SOON).until(() -> engine.held.waiting() == 1);
        gone.close();
        saidYes(cut);
        engine.held.release();
        try (var peer = peer(port)) {
            assertThat(peer.send(bytes("one"))).isTrue();
        }
        await().atMost(SOON).until(() -> engine.accepted("in") == 2);
        assertThat(texts(engine.stored("in"))).containsExactly("one", "one");
    }

    /** While the engine takes nothing, no more is taken from each peer than one message. */
    @Test
    void back_pressure_is_obeyed() throws Exception {
        started("in", channel(options()));
        engine.held.hold();
        var peers = new ArrayList<SendingPeer>();
        var answers = new ArrayList<FutureTask<Boolean>>();
        for (int i = 0; i < PEERS; i++) {
            var peer = peer(port);
            peers.add(peer);
            var body = bytes("of " + i);
            answers.add(
                    Meanwhile.does(
                            () -> {
                                boolean first = peer.send(body);
                                return peer.send(body) && first;
                            }));
        }
        int most = isOneLine() ? 1 : PEERS;
        await().atMost(SOON).until(() -> engine.held.waiting() == most);
        assertThat(engine.accepted("in")).isZero();
        engine.held.release();
        for (var answer : answers) {
            assertThat(saidYes(answer)).isTrue();
        }
        for (var peer : peers) {
            peer.close();
        }
        await().atMost(SOON).until(() -> engine.accepted("in") == 2L * PEERS);
    }

    @Override
    @Test
    void a_second_one_does_not_interfere() throws Exception {
        int other = Ports.free();
        started("in", channel(options()));
        started("two", channel(options(other)));
        try (var one = peer(port);
                var two = peer(other)) {
            assertThat(one.send(bytes("one"))).isTrue();
            assertThat(two.send(bytes("two"))).isTrue();
            await().atMost(SOON).until(() -> engine.accepted("in") == 1);
            engine.stop("in");
            assertThat(two.send(bytes("still"))).isTrue();
        }
        await().atMost(SOON).until(() -> engine.accepted("two") == 2);
        await().atMost(SOON).until(() -> engine.accepted("in") == 1);
    }

    @Override
    @Test
    void closing_leaves_nothing() throws Exception {
        started("warm", channel(options()));
        engine.stop("warm");
        var before = Held.now();
        engine.start("warm");
        try (var peer = peer(port)) {
            assertThat(peer.send(bytes("one"))).isTrue();
        }
        stops("warm");
        leftNothing(before);
        assertThat(isTurnedAway()).as("a peer after the end is turned away").isTrue();
    }

    private boolean isTurnedAway() {
        try (var peer = peer(port)) {
            return !peer.send(bytes("nobody")) && engine.accepted("warm") == 1;
        } catch (IOException e) {
            return true;
        }
    }
}

package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.spi.SourceType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is asked of a poller. */
@SuppressWarnings("NullAway") // JUnit sets the fields, before each test
public abstract non-sealed class PollerContract extends Contract {

    private static final Duration A_WHILE = Duration.ofMillis(600);

    private final List<PolledPeer> peers = new ArrayList<>();
    private PolledPeer peer;

    @Override
    protected abstract SourceType<?> type();

    /** A new place that is looked at, with nothing in it. */
    protected abstract PolledPeer peer() throws IOException;

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

    private PolledPeer another() throws IOException {
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
        source:
          %s: %s
          format: tck
          schedule: 50ms
        destinations:
          basket: { tck-basket: {} }
        """
                .formatted(name(), options);
    }

    private List<String> came(String channel) {
        return texts(engine.basket.of(channel + "/basket"));
    }

    private void comes(String channel, String... texts) {
        await().atMost(SOON).until(() -> came(channel).size() >= texts.length);
        await().during(A_WHILE).atMost(SOON).until(() -> came(channel).size() == texts.length);
        assertThat(came(channel)).containsExactlyInAnyOrder(texts);
    }

    /** What waits is taken as it is, once each. */
    @Test
    void what_waits_is_taken_once_each() throws Exception {
        peer.put(bytes("one " + CANARY));
        peer.put(bytes("two"));
        started("in", channel(options()));
        comes("in", "one " + CANARY, "two");
        peer.put(bytes("three"));
        comes("in", "one " + CANARY, "two", "three");
    }

    /** While the engine takes nothing, nothing is lost, and nothing comes twice afterwards. */
    @Test
    void busy_loses_nothing_and_doubles_nothing() throws Exception {
        started("in", channel(options()));
        engine.held.full(true);
        peer.put(bytes("one"));
        await().during(A_WHILE).atMost(SOON).until(() -> engine.accepted("in") == 0);
        engine.held.full(false);
        comes("in", "one");
        await().atMost(SOON).until(() -> engine.accepted("in") == 1);
    }

    /** The position is durable with the messages: after a stop it goes on where it was. */
    @Test
    void it_goes_on_where_it_was() throws Exception {
        started("in", channel(options()));
        peer.put(bytes("one"));
        comes("in", "one");
        engine.stop("in");
        peer.put(bytes("two"));
        engine.start("in");
        comes("in", "one", "two");
    }

    /** A stop while messages wait for the disk ends soon, and loses nothing. */
    @Test
    void a_stop_in_the_middle_of_a_poll_loses_nothing() throws Exception {
        engine.held.hold();
        peer.put(bytes("one"));
        started("in", channel(options()));
        await().atMost(SOON).until(() -> engine.held.waiting() > 0);
        var stop =
                Meanwhile.does(
                        () -> {
                            engine.stop("in");
                            return true;
                        });
        engine.held.release();
        stop.get(SOON.toSeconds() * 2, TimeUnit.SECONDS);
        engine.start("in");
        await().atMost(SOON).until(() -> came("in").contains("one"));
    }

    @Override
    @Test
    void a_second_one_does_not_interfere() throws Exception {
        var two = another();
        started("in", channel(options()));
        started("two", channel(two.options()));
        engine.stop("in");
        two.put(bytes("two"));
        comes("two", "two");
        assertThat(came("in")).isEmpty();
    }

    @Override
    @Test
    void closing_leaves_nothing() throws Exception {
        started("in", channel(options()));
        engine.stop("in");
        var before = Held.now();
        engine.start("in");
        peer.put(bytes("one"));
        comes("in", "one");
        stops("in");
        leftNothing(before);
    }
}

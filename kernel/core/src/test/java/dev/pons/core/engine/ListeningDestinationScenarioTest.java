package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.DestinationState;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Message;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A destination that peers connect to: there from the start, one for all, and over a swap. */
@Timeout(60)
class ListeningDestinationScenarioTest {

    @TempDir Path folder;
    private Bench bench;
    private int port;

    @Name("hall")
    @Doc("Peers connect to it, and hear one byte per message")
    record Options(@Doc("Where") Listen listen, @Doc("Any text") String tag) {}

    /** Retries what nobody hears. */
    private static final class Hall implements DestinationType<Options> {

        @Override
        public Class<Options> config() {
            return Options.class;
        }

        @Override
        public Destination create(Options options, Context context) {
            Set<Connection> lines = ConcurrentHashMap.newKeySet();
            return new Destination() {
                private boolean listens;

                @Override
                public void connect() throws IOException {
                    if (!listens) {
                        Ports.of(context).listen(options.listen(), line -> serve(lines, line));
                        listens = true;
                    }
                }

                @Override
                public Delivery send(Message message, Attempt attempt) throws IOException {
                    for (var line : lines) {
                        line.out().write(options.tag().charAt(0));
                        line.out().flush();
                    }
                    return lines.isEmpty() ? Delivery.retry("nobody") : Delivery.delivered();
                }
            };
        }

        private static void serve(Set<Connection> lines, Connection line) throws IOException {
            lines.add(line);
            try {
                line.ready();
            } finally {
                lines.remove(line);
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
        bench.types.put(Types.Kind.DESTINATION, "hall", new Hall());
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private String channel(String tag, String order) {
        return """
        source: { hand: {}, format: pairs }
        destinations:
          out:
            hall: { listen: %d, tag: %s }
            retry: { first: 20ms, longest: 20ms, jitter: no }
            %s
        """
                .formatted(port, tag, order);
    }

    private Socket peer() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5000);
        return socket;
    }

    @Test
    void aPeerConnectsBeforeThereIsAnythingToSend() throws Exception {
        bench.runs("a", channel("x", ""));
        try (var peer = peer()) {
            bench.submit("a", 1, 1, "");
            assertThat(peer.getInputStream().read()).isEqualTo('x');
            bench.settles("a");
        }
    }

    @Test
    void whatNobodyHearsWaitsAndThePortStaysOpen() throws Exception {
        bench.runs("a", channel("x", ""));
        bench.submit("a", 1, 3, "");
        bench.until(() -> bench.view("a", "out").state() == DestinationState.DOWN);
        try (var peer = peer()) {
            assertThat(peer.getInputStream().readNBytes(3)).containsExactly('x', 'x', 'x');
            bench.settles("a");
        }
        assertThat(bench.view("a", "out").state()).isEqualTo(DestinationState.STARTED);
    }

    @Test
    void semantics6_2_aPeerStaysConnectedOverASwap() throws Exception {
        bench.runs("a", channel("x", ""));
        try (var peer = peer()) {
            bench.submit("a", 1, 1, "");
            assertThat(peer.getInputStream().read()).isEqualTo('x');
            bench.runs("a", channel("y", ""));
            bench.submit("a", 2, 2, "");
            assertThat(peer.getInputStream().read()).isEqualTo('y');
            bench.settles("a");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidAndOpenedWhenItIsFree() throws Exception {
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            bench.runs("a", channel("x", ""));
            bench.until(() -> bench.view("a", "out").state() == DestinationState.DOWN);
            assertThat(bench.view("a", "out").reason()).contains("in use by another program");
        }
        bench.until(() -> bench.view("a", "out").state() == DestinationState.STARTED);
        peer().close();
    }

    @Test
    void aStepThatAsksDoesNotListen() {
        bench.channel(
                "a",
                """
                source: { hand: {}, format: pairs }
                steps:
                  - enrich: { hall: { listen: %1$d, tag: x }, into: { a: b } }
                destinations: { out: { hall: { listen: %1$d, tag: x } } }
                """
                        .formatted(port));
        assertThat(bench.view("a").state()).isEqualTo(ChannelState.BROKEN);
        assertThat(bench.view("a").problems())
                .singleElement()
                .asString()
                .contains("a.yaml:3:")
                .contains("a step cannot listen; name a peer to connect to");
    }

    @Test
    void severalLanesCannotListen() {
        bench.channel("a", channel("x", "order: none"));
        assertThat(bench.view("a").state()).isEqualTo(ChannelState.BROKEN);
        assertThat(bench.view("a").problems())
                .singleElement()
                .asString()
                .contains("a.yaml:4:")
                .contains("a destination that listens has one lane; write order: strict");
    }
}

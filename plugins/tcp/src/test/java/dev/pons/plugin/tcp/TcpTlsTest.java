package dev.pons.plugin.tcp;

import static dev.pons.plugin.tcp.TestKernel.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.ListenTls;
import dev.pons.core.config.PeerOptions;
import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.framing.Answer.With;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Listener;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** TLS holds in all four ways, without a line of the plugin: sources and destinations meet. */
class TcpTlsTest {

    @TempDir static Path site;
    private TestKernel kernel;
    private TestKernel peer;

    @BeforeAll
    static void certificates() throws IOException {
        var made = new DevelopmentCertificates(site);
        made.make("server", List.of("127.0.0.1"), 30);
        made.make("client", List.of("his.example"), 30);
    }

    @BeforeEach
    void open() {
        kernel = new TestKernel(Credentials.in(site));
        peer = new TestKernel(Credentials.in(site));
    }

    @AfterEach
    void close() {
        peer.close();
        kernel.close();
    }

    private static Listen listen() {
        var tls =
                new ListenTls(
                        "server",
                        Optional.of("dev-ca"),
                        List.of("his.example"),
                        TlsVersion.TLS_1_2);
        return new ListenOptions(
                0,
                "127.0.0.1",
                List.of(),
                10,
                Duration.ZERO,
                Duration.ofMinutes(1),
                Optional.of(tls));
    }

    private static Peer connect(int port) {
        var tls =
                new PeerTls("dev-ca", Optional.of("client"), Optional.empty(), TlsVersion.TLS_1_2);
        return new PeerOptions("127.0.0.1", port, Duration.ofSeconds(10), Optional.of(tls));
    }

    private static Listener source(
            TestKernel of, Optional<Listen> listen, Optional<Peer> connect, With with)
            throws Exception {
        var options =
                new TcpSource.Options(
                        listen,
                        connect,
                        TestKernel.lines(),
                        TestKernel.answer(with),
                        1 << 20,
                        Duration.ofSeconds(5),
                        Duration.ZERO);
        var listener =
                (Listener) new TcpSource().create(options, of.context(of.net.lines("source")));
        listener.start(of);
        return listener;
    }

    private static Destination destination(
            TestKernel of, Optional<Peer> connect, Optional<Listen> listen) throws Exception {
        var options =
                new TcpDestination.Options(
                        connect,
                        listen,
                        TestKernel.lines(),
                        connect.map(asked -> TestKernel.answer(With.FORMAT)),
                        Duration.ofSeconds(5),
                        true,
                        1 << 20,
                        1 << 20,
                        TcpDestination.Slow.SKIP);
        var to = new TcpDestination().create(options, of.context(of.net.lines("crowd")));
        to.connect();
        return to;
    }

    @Test
    void aSecuredPeerIsAskedAndTheNameThatItProvedIsKnown() throws Exception {
        source(kernel, Optional.of(listen()), Optional.empty(), With.FORMAT);
        int port = kernel.net.ports("source").get(0).getPort();
        var to = destination(peer, Optional.of(connect(port)), Optional.empty());
        var large = "x".repeat(200_000);
        for (var text : List.of("a", large, "b")) {
            assertThat(send(to, text).kind()).isEqualTo(Delivery.Kind.DELIVERED);
            // silent for a while, the line rests, and is woken by the next message
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        }
        assertThat(kernel.stored).containsExactly("a", large, "b");
        assertThat(kernel.subjects).hasSize(3).allMatch(name -> name.contains("client"));
        to.close();
        await().until(() -> kernel.net.lines("source").connected() == 0);
    }

    @Test
    void securedPeersThatConnectHearAll() throws Exception {
        var crowd = destination(kernel, Optional.empty(), Optional.of(listen()));
        int port = kernel.net.ports("crowd").get(0).getPort();
        var one = source(peer, Optional.empty(), Optional.of(connect(port)), With.NONE);
        try {
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> send(crowd, "hello").kind() == Delivery.Kind.DELIVERED);
            await().until(() -> peer.stored.contains("hello"));
        } finally {
            one.close();
        }
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> kernel.net.lines("crowd").connected() == 0);
    }
}

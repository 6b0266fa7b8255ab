package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.PeerOptions;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ports and connections over real sockets: who may have a port, who may connect, how lines end. */
class NetTest {

    private final Net net = new Net();

    @AfterEach
    void noThreadIsLeft() {
        net.close();
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pons-"))
                .toList();
    }

    private static boolean allWaitForRequests() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith("pons-port-"))
                .allMatch(
                        entry ->
                                Arrays.stream(entry.getValue())
                                        .anyMatch(f -> f.getMethodName().equals("awaitRequest")));
    }

    /** Answers each byte with the given one. */
    static Protocol says(int answer) {
        return line -> {
            while (line.ready()) {
                line.in().read();
                line.out().write(answer);
                line.out().flush();
            }
        };
    }

    private static ListenOptions options(
            List<String> allow, int most, String idle, String replace) {
        return new ListenOptions(
                0,
                "127.0.0.1",
                allow,
                most,
                Duration.parse(idle),
                Duration.parse(replace),
                Optional.empty());
    }

    private InetSocketAddress open(String owner, Listen listen, Protocol protocol)
            throws IOException {
        net.lines(owner).listen(listen, protocol);
        return net.ports(owner).get(0);
    }

    @Test
    void aPortServesAndCloses() throws IOException {
        var lines = net.lines("adt-in");
        lines.listen(Listen.loopback(0), says('A'));
        var port = net.ports("adt-in").get(0);
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('?')).isEqualTo('A');
            assertThat(lines.connected()).isEqualTo(1);
            lines.close();
            assertThat(caller.isHungUp()).isTrue();
        }
        assertThatThrownBy(() -> new Caller(port)).isInstanceOf(IOException.class);
        assertThat(net.ports("adt-in")).isEmpty();
    }

    @Test
    void anotherOwnerIsToldWhoHasThePort() throws IOException {
        var port = open("adt-in", Listen.loopback(0), says('A')).getPort();
        var other = net.lines("lab");
        assertThatThrownBy(() -> other.listen(Listen.loopback(port), says('B')))
                .hasMessage("port " + port + " on 127.0.0.1 is taken by channel adt-in");
        assertThatThrownBy(() -> other.listen(at("0.0.0.0", port), says('B')))
                .hasMessage("port " + port + " on 0.0.0.0 is taken by channel adt-in");
    }

    @Test
    void aForeignProgramIsNamedAsSuch() throws IOException {
        try (var foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> open("a", Listen.loopback(foreign.getLocalPort()), says('A')))
                    .hasMessageContaining("is in use by another program; choose another port")
                    .hasMessageContaining("ss -ltnp");
        }
    }

    @Test
    void aHostThatIsNotOursHasItsOwnWords() {
        assertThatThrownBy(() -> open("a", at("192.0.2.1", 0), says('A')))
                .hasMessageContaining("no address of this machine");
        assertThatThrownBy(() -> open("a", at("no.such.host.invalid", 0), says('A')))
                .hasMessageContaining("no such host");
        assertThat(
                        Words.notBound(
                                Listen.loopback(104),
                                InetAddress.getLoopbackAddress(),
                                new IOException("Permission denied")))
                .hasMessageContaining("privileged");
    }

    @Test
    void theSameOwnerMayMoveToAllAddresses() throws IOException {
        var port = open("a", Listen.loopback(0), says('1'));
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('?')).isEqualTo('1');
            net.lines("a").listen(at("0.0.0.0", port.getPort()), says('2'));
            assertThat(caller.ask('?')).isEqualTo('2');
            assertThat(net.ports("a").get(0).getAddress().isAnyLocalAddress()).isTrue();
        }
    }

    @Test
    void onlyAllowedPeersMayConnect() throws IOException {
        var port =
                open(
                        "a",
                        options(List.of("127.0.0.2", "10.0.0.0/8"), 9, "PT0S", "PT9S"),
                        says('A'));
        try (var stranger = new Caller(port);
                var friend = new Caller(port, InetAddress.getByName("127.0.0.2"))) {
            assertThat(stranger.isHungUp()).isTrue();
            assertThat(friend.ask('?')).isEqualTo('A');
        }
        assertThat(net.lines("a").turnedAway())
                .containsExactly("127.0.0.1: not in the list of allowed peers");
    }

    @Test
    void semantics6_3_removingAPeerFromTheAllowListClosesItsConnections() throws IOException {
        var port = open("a", Listen.loopback(0), says('1'));
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('?')).isEqualTo('1');
            net.lines("a").listen(options(List.of("10.0.0.0/8"), 9, "PT0S", "PT9S"), says('2'));
            assertThat(caller.isHungUp()).isTrue();
        }
    }

    @Test
    void aFullPortTurnsAwayWithAReason() throws IOException {
        var port = open("a", options(List.of(), 1, "PT0S", "PT60S"), says('A'));
        try (var first = new Caller(port)) {
            assertThat(first.ask('?')).isEqualTo('A');
            for (int i = 0; i < 3; i++) {
                try (var second = new Caller(port)) {
                    assertThat(second.isHungUp()).isTrue();
                }
            }
            assertThat(first.ask('?')).isEqualTo('A');
        }
        assertThat(net.lines("a").turnedAway())
                .containsExactly(
                        "127.0.0.1: all 1 connections are taken and none was silent for 60s"
                                + " (3 times)");
    }

    @Test
    void aSilentConnectionGivesWayThatOfTheSameHostFirst() throws Exception {
        var port = open("a", options(List.of(), 2, "PT0S", "PT0S"), says('A'));
        try (var other = new Caller(port, InetAddress.getByName("127.0.0.2"));
                var same = new Caller(port)) {
            assertThat(other.ask('?')).isEqualTo('A');
            assertThat(same.ask('?')).isEqualTo('A');
            await().until(NetTest::allWaitForRequests);
            try (var fresh = new Caller(port)) {
                assertThat(fresh.ask('?')).isEqualTo('A');
                assertThat(same.isHungUp()).isTrue();
                assertThat(other.ask('?')).isEqualTo('A');
            }
        }
    }

    @Test
    void aSilentPeerIsDisconnected() throws IOException {
        var port = open("a", options(List.of(), 9, "PT0.05S", "PT9S"), says('A'));
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('?')).isEqualTo('A');
            assertThat(caller.isHungUp()).isTrue();
        }
    }

    @Test
    void anExceptionClosesThatConnectionOnlyAndIsKeptWithoutContent() throws IOException {
        var port =
                open(
                        "a",
                        Listen.loopback(0),
                        line -> {
                            while (line.ready()) {
                                if (line.in().read() == 'x') {
                                    throw new IllegalStateException("CANARY");
                                }
                                line.out().write('A');
                                line.out().flush();
                            }
                        });
        try (var good = new Caller(port);
                var bad = new Caller(port)) {
            assertThat(good.ask('?')).isEqualTo('A');
            assertThat(bad.ask('x')).isEqualTo(-1);
            assertThat(good.ask('?')).isEqualTo('A');
        }
        await().until(() -> !net.lines("a").turnedAway().isEmpty());
        assertThat(net.lines("a").turnedAway().toString())
                .contains("IllegalStateException in dev.pons.core.net.NetTest")
                .doesNotContain("CANARY");
    }

    @Test
    void readsInsideARequestEndAtTheDeadline() throws Exception {
        var ended = new CountDownLatch(1);
        var port =
                open(
                        "a",
                        Listen.loopback(0),
                        line -> {
                            while (line.ready()) {
                                line.deadline(Instant.now().plusMillis(50));
                                line.in().read();
                                try {
                                    line.in().read();
                                } catch (SocketTimeoutException e) {
                                    ended.countDown();
                                    throw e;
                                }
                            }
                        });
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('?')).isEqualTo(-1);
        }
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDialedLineKnowsWhenItIsStale() throws Exception {
        var lines = net.lines("sender");
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Connection line = lines.dial(Peer.of("127.0.0.1", server.getLocalPort()));
                var accepted = server.accept()) {
            assertThat(line.stale()).isFalse();
            accepted.getOutputStream().write('!');
            await().until(line::stale);
        }
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Connection line = lines.dial(Peer.of("127.0.0.1", server.getLocalPort()))) {
            server.accept().close();
            await().until(line::stale);
        }
    }

    @Test
    void aPeerThatCannotBeReachedHasItsOwnWords() throws Exception {
        var lines = net.lines("sender");
        int free;
        try (var server = new ServerSocket(0)) {
            free = server.getLocalPort();
        }
        assertThatThrownBy(() -> lines.dial(Peer.of("127.0.0.1", free)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("refused the connection");
        assertThatThrownBy(() -> lines.dial(Peer.of("no.such.host.invalid", 1)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("no such host: no.such.host.invalid");
        assertThat(Words.notReached("lab:1", new SocketTimeoutException(), Duration.ofSeconds(2)))
                .isEqualTo("no connection to lab:1 within 2s");
        assertThatThrownBy(
                        () ->
                                lines.dial(
                                        new PeerOptions(
                                                "127.0.0.1",
                                                free,
                                                Duration.ZERO,
                                                Optional.empty())))
                .hasMessage("no connection to 127.0.0.1:" + free + " within 0s");
    }

    @Test
    void aConnectionsThreadInheritsNoClassLoaderAndIsNamedAfterItsPort() throws Exception {
        var seen = new CompletableFuture<Thread>();
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        var port =
                open(
                        "a",
                        Listen.loopback(0),
                        line -> {
                            seen.complete(Thread.currentThread());
                            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
                            says('A').serve(line);
                        });
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('?')).isEqualTo('A');
        }
        var thread = seen.get(5, TimeUnit.SECONDS);
        assertThat(thread.getName()).isEqualTo("pons-port-" + port.getPort() + "-1");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void halfOpenPeersAreProbed() throws IOException {
        try (var channel = SocketChannel.open()) {
            SocketTuning.apply(channel);
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(channel.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
            for (var option : channel.supportedOptions()) {
                if (option.name().equals("TCP_KEEPIDLE")) {
                    assertThat(channel.getOption(option)).isEqualTo(60);
                }
            }
        }
    }

    @Test
    void aProtocolThatReturnsEarlyIsCalledAgainAtTheNextRequest() throws IOException {
        var port =
                open(
                        "a",
                        Listen.loopback(0),
                        line -> {
                            if (line.ready()) {
                                line.out().write(line.in().read());
                                line.out().flush();
                            }
                        });
        try (var caller = new Caller(port)) {
            assertThat(caller.ask('1')).isEqualTo('1');
            assertThat(caller.ask('2')).isEqualTo('2');
        }
    }

    @Test
    void aThousandPortsOpenAndCloseQuickly() throws IOException {
        long begun = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            net.lines("channel-" + i).listen(Listen.loopback(0), says('A'));
        }
        try (var caller = new Caller(net.ports("channel-999").get(0))) {
            assertThat(caller.ask('?')).isEqualTo('A');
        }
        assertThat(threads()).hasSizeLessThan(10);
        net.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private static Listen at(String host, int port) {
        return new Listen() {
            @Override
            public String host() {
                return host;
            }

            @Override
            public int port() {
                return port;
            }
        };
    }
}

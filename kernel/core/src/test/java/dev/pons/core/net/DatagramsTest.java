package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.config.ListenOptions;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Datagrams belong to the kernel: ports with an owner, hand-over, allow-lists, ways out. */
class DatagramsTest {

    private static final Datagrams.Receiving PLAIN = new Datagrams.Receiving() {};
    private static final Datagrams.Sending OUT = new Datagrams.Sending() {};

    private final Net net = new Net();
    private final List<String> got = new CopyOnWriteArrayList<>();
    private final int port = free();

    @AfterEach
    void close() {
        net.close();
    }

    private static int free() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Net.Lines open(String owner, Datagrams.Receiver receiver) throws IOException {
        var lines = net.lines(owner);
        lines.datagrams().receive(Listen.loopback(port), PLAIN, receiver);
        return lines;
    }

    private void keep(List<Datagrams.Datagram> some) {
        some.forEach(one -> got.add(new String(one.bytes(), StandardCharsets.UTF_8)));
    }

    private Datagrams.Sender sender() throws NotSentException {
        return net.lines("sender").datagrams().sender(Peer.of("127.0.0.1", port), OUT);
    }

    private static void send(Datagrams.Sender sender, String text) throws NotSentException {
        sender.send(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void whatComesIsHandedOverInOrder() throws Exception {
        open("a", this::keep);
        try (var sender = sender()) {
            for (var number : numbers(100)) {
                send(sender, number);
            }
            await().until(() -> got.size() == 100);
        }
        assertThat(got).isEqualTo(numbers(100));
    }

    @Test
    void semantics6_2_whatComesWhileVersionsComeAndGoIsNotLost() throws Exception {
        var live = open("a", this::keep);
        try (var sender = sender()) {
            for (var number : numbers(200)) {
                send(sender, number);
                if (number.endsWith("9")) {
                    var next = open("a", this::keep);
                    live.quiesce(Duration.ofSeconds(5));
                    live.close();
                    live = next;
                }
            }
            await().until(() -> got.size() == 200);
        }
        assertThat(got).isEqualTo(numbers(200));
    }

    @Test
    void aVersionThatIsBusyIsWaitedForAndThenCut() throws Exception {
        var inside = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var old =
                open(
                        "a",
                        some -> {
                            inside.countDown();
                            never.await();
                        });
        try (var sender = sender()) {
            send(sender, "stuck");
            inside.await();
            open("a", this::keep);
            send(sender, "next");
            old.quiesce(Duration.ofMillis(100));
            old.close();
            await().until(() -> got.equals(List.of("next")));
        }
    }

    @Test
    void whoIsNotAllowedIsCountedAndNotHeard() throws Exception {
        var lines = net.lines("a");
        var only =
                new ListenOptions(
                        port,
                        "127.0.0.1",
                        List.of("10.0.0.0/8"),
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        Optional.empty());
        lines.datagrams().receive(only, PLAIN, this::keep);
        try (var sender = sender()) {
            send(sender, "no");
            await().until(() -> !lines.turnedAway().isEmpty());
        }
        assertThat(lines.turnedAway().get(0))
                .isEqualTo("127.0.0.1: not in the list of allowed peers");
        assertThat(got).isEmpty();
    }

    @Test
    void aPortHasOneOwnerAndIsFreeAfterIt() throws Exception {
        var lines = open("a", this::keep);
        assertThatThrownBy(() -> open("b", this::keep))
                .isInstanceOf(PortException.class)
                .hasMessage("UDP port " + port + " on 127.0.0.1 is taken by channel a");
        assertThatThrownBy(() -> lines.datagrams().receive(Listen.loopback(port), PLAIN, x -> {}))
                .hasMessageContaining("is claimed twice by channel a");
        lines.close();
        try (var socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", port))) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    /** Of another program, and of this one on another address. */
    @Test
    void whoHasThePortIsSaid() throws Exception {
        try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(() -> open("a", this::keep))
                    .hasMessageStartingWith("UDP port " + port + " on 127.0.0.1 is in use by")
                    .hasMessageContaining("ss -lunp");
        }
        open("a", this::keep);
        var all = at("0.0.0.0");
        assertThatThrownBy(() -> net.lines("a").datagrams().receive(all, PLAIN, this::keep))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("channel a has it on 127.0.0.1; stop that channel first");
    }

    private record OnInterface(String networkInterface)
            implements Datagrams.Receiving, Datagrams.Sending {}

    @Test
    void aGroupIsJoinedOnTheInterfaceThatIsNamed() throws Exception {
        var some =
                NetworkInterface.networkInterfaces()
                        .filter(DatagramsTest::takesMulticast)
                        .findFirst();
        assumeThat(some).as("an interface that takes multicast over IPv4").isPresent();
        var on = new OnInterface(some.get().getName());
        var group = at("239.255.77.1");
        net.lines("a").datagrams().receive(group, on, this::keep);
        var peer = Peer.of("239.255.77.1", port);
        try (var sender = net.lines("sender").datagrams().sender(peer, on)) {
            send(sender, "all");
            await().until(() -> got.contains("all"));
        }
        var other = new OnInterface("none0");
        var next = net.lines("a").datagrams();
        assertThatThrownBy(() -> next.receive(group, other, this::keep))
                .hasMessageContaining("is heard on another network interface now");
        assertThatThrownBy(() -> next.sender(peer, other))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("no network interface is named none0");
    }

    private static boolean takesMulticast(NetworkInterface one) {
        try {
            return one.isUp()
                    && one.supportsMulticast()
                    && !one.isLoopback()
                    && one.inetAddresses().anyMatch(Inet4Address.class::isInstance);
        } catch (SocketException e) {
            return false;
        }
    }

    private ListenOptions at(String host) {
        return new ListenOptions(
                port, host, List.of(), 1, Duration.ZERO, Duration.ZERO, Optional.empty());
    }

    @Test
    void anInstanceThatIsClosedGetsNothing() throws Exception {
        var lines = net.lines("a");
        lines.close();
        var datagrams = lines.datagrams();
        assertThatThrownBy(() -> datagrams.receive(Listen.loopback(port), PLAIN, this::keep))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> datagrams.sender(Peer.of("127.0.0.1", port), OUT))
                .isInstanceOf(NotSentException.class);
        try (var socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", port))) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void aReceiverThatFailsIsCountedAndGoesOn() throws Exception {
        var lines =
                open(
                        "a",
                        some -> {
                            keep(some);
                            throw new IOException("what the plugin says");
                        });
        try (var sender = sender()) {
            send(sender, "1");
            await().until(() -> got.size() == 1);
            send(sender, "2");
            await().until(() -> got.size() == 2);
        }
        assertThat(lines.turnedAway().get(0)).startsWith("datagrams were not taken: IOException");
    }

    @Test
    void aPeerThatIsNotThereIsSaidByTheSystemForTheNextOne() throws Exception {
        try (var sender = sender()) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 100; i++) {
                                    send(sender, "nobody");
                                }
                            })
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("nobody listens at 127.0.0.1:" + port);
        }
        assertThatThrownBy(
                        () ->
                                net.lines("sender")
                                        .datagrams()
                                        .sender(Peer.of("no-such-host.invalid", 1), OUT))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("no such host");
    }
}

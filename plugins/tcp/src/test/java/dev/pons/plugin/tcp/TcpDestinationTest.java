package dev.pons.plugin.tcp;

import static dev.pons.plugin.tcp.TestKernel.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.net.Net;
import dev.pons.framing.Answer.With;
import dev.pons.plugin.tcp.TcpDestination.Slow;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The destination, over real sockets: to one peer and to all. */
class TcpDestinationTest {

    private final TestKernel kernel = new TestKernel();
    private final ServerSocket server = server();

    private static ServerSocket server() {
        try {
            return new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        kernel.close();
        server.close();
    }

    private static CompletableFuture<String> background(
            java.util.concurrent.Callable<String> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "peer").start());
    }

    /** A peer that takes one line and writes an answer. */
    private CompletableFuture<String> answering(String answer) {
        return background(
                () -> {
                    try (var line = server.accept()) {
                        var text = read(line);
                        Lines.write(line, answer);
                        line.shutdownOutput();
                        while (line.getInputStream().read() >= 0) {
                            text += "+";
                        }
                        return text;
                    }
                });
    }

    private static String read(Socket line) throws IOException {
        return Lines.read(line.getInputStream())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("closed");
    }

    private Delivery ask(With with, String answer) throws Exception {
        var to = kernel.asking(server.getLocalPort(), TestKernel.lines(), with, false);
        var peer = answering(answer);
        var delivery = send(to, "hello");
        to.close();
        assertThat(peer.get(5, TimeUnit.SECONDS)).isEqualTo("hello");
        return delivery;
    }

    @Test
    void bytesOfTheOptionsMeanYesAndNoAndOthersNothing() throws Exception {
        assertThat(ask(With.BYTES, "\6").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(ask(With.BYTES, "\25"))
                .hasToString("REJECTED: the peer said no")
                .satisfies(d -> assertThat(d.response()).isPresent());
        assertThat(ask(With.BYTES, "?")).hasToString("UNKNOWN: the answer is neither yes nor no");
        assertThat(ask(With.BYTES, ""))
                .hasToString("UNKNOWN: the peer closed the connection without an answer");
    }

    @Test
    void theFormatJudgesWhatIsAnsweredInTheSameFraming() throws Exception {
        assertThat(ask(With.FORMAT, "YES hello\n").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(ask(With.FORMAT, "YES other\n")).hasToString("UNKNOWN: answers another message");
        assertThat(ask(With.FORMAT, "YES"))
                .hasToString("UNKNOWN: the peer closed the connection inside its answer");
        assertThat(ask(With.FORMAT, "x".repeat(1001) + "\n"))
                .hasToString("UNKNOWN: the answer is longer than max-size allows");
    }

    @Test
    void aLateAnswerIsNeverTakenForThatOfTheNextMessage() throws Exception {
        kernel.timeout = Duration.ofSeconds(2);
        var to = kernel.asking(server.getLocalPort(), TestKernel.lines(), With.FORMAT, true);
        assertThat(send(to, "late")).hasToString("UNKNOWN: no answer within 2s");
        try (var first = server.accept()) {
            Lines.write(first, "YES next\n");
            var peer = answering("YES next\n");
            assertThat(send(to, "next").kind()).isEqualTo(Delivery.Kind.DELIVERED);
            to.close();
            assertThat(peer.get(5, TimeUnit.SECONDS)).isEqualTo("next");
        }
    }

    /** A peer that talks, is slow to read, and gets every byte all the same. */
    @Test
    void untilCloseEndsTheConnectionBehindTheLastByte() throws Exception {
        var framing = TestKernel.framing(null, null, null, true);
        var to = kernel.asking(server.getLocalPort(), framing, With.NONE, true);
        var text = "x".repeat(3 << 20);
        for (int i = 0; i < 3; i++) {
            var peer =
                    background(
                            () -> {
                                try (var line = server.accept()) {
                                    Lines.write(line, "welcome to the printer\n");
                                    return new String(
                                            line.getInputStream().readAllBytes(),
                                            StandardCharsets.ISO_8859_1);
                                }
                            });
            assertThat(send(to, text).kind()).isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(peer.get(10, TimeUnit.SECONDS)).hasSameSizeAs(text);
        }
    }

    @Test
    void whatCannotBeFramedIsRejectedAndNothingOfItLeaves() throws Exception {
        var to = kernel.asking(server.getLocalPort(), TestKernel.lines(), With.NONE, true);
        assertThat(send(to, "a\nb"))
                .hasToString(
                        "REJECTED: the message cannot be framed: it contains the bytes that begin"
                                + " or end a message; remove them in a step");
    }

    private Socket hears(String owner) throws IOException {
        return Lines.connect(kernel.net.ports(owner).get(0).getPort());
    }

    /** The system takes little ahead for it, so that it is soon slower than any that reads. */
    private Socket hearsLittle(String owner) throws IOException {
        var line = new Socket();
        line.setReceiveBufferSize(4096);
        line.connect(kernel.net.ports(owner).get(0));
        return line;
    }

    private static void leave(Socket line) throws IOException {
        line.close();
    }

    private static void awaitConnected(Net.Lines lines, int peers) {
        await().until(() -> lines.connected() == peers);
    }

    @Test
    void allWhoAreConnectedHearEveryMessage() throws Exception {
        var lines = kernel.net.lines("crowd");
        var crowd = kernel.crowd(Slow.SKIP, lines);
        assertThat(send(crowd, "nobody"))
                .hasToString("RETRY: nobody is connected, or all who are are slow");
        try (var one = hears("crowd");
                var two = hears("crowd")) {
            await().until(() -> send(crowd, "wait").kind() == Delivery.Kind.DELIVERED);
            awaitConnected(lines, 2);
            await().until(() -> send(crowd, "all").kind() == Delivery.Kind.DELIVERED);
            for (var line : new Socket[] {one, two}) {
                var text = read(line);
                while (text.equals("wait")) {
                    text = read(line);
                }
                assertThat(text).isEqualTo("all");
            }
            leave(one);
            await().until(() -> lines.connected() == 1);
            assertThat(send(crowd, "rest").kind()).isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(read(two)).isEqualTo("rest");
        }
    }

    /** 64 MB to one peer that reads and one that does not. */
    private int flood(Slow slow) throws Exception {
        var lines = kernel.net.lines("crowd");
        var crowd = kernel.crowd(slow, lines);
        var text = "x".repeat(1 << 16);
        try (var stuck = hearsLittle("crowd");
                var fast = hears("crowd")) {
            awaitConnected(lines, 2);
            var read =
                    background(
                            () -> {
                                int count = 0;
                                var in = new BufferedInputStream(fast.getInputStream(), 1 << 16);
                                while (Lines.read(in).orElseThrow().length == text.length()) {
                                    count++;
                                }
                                return "" + count;
                            });
            await().until(() -> send(crowd, text).kind() == Delivery.Kind.DELIVERED);
            for (int i = 0; i < 1000; i++) {
                assertThat(send(crowd, text).kind()).isEqualTo(Delivery.Kind.DELIVERED);
            }
            int left = lines.connected();
            assertThat(stuck.isConnected()).isTrue();
            send(crowd, "end");
            assertThat(Integer.parseInt(read.get(20, TimeUnit.SECONDS)))
                    .isGreaterThanOrEqualTo(1001);
            return left;
        }
    }

    @Test
    void onePeerThatDoesNotReadStopsNobodyAndMissesMessages() throws Exception {
        assertThat(flood(Slow.SKIP)).isEqualTo(2);
    }

    @Test
    void onePeerThatDoesNotReadStopsNobodyAndIsDisconnected() throws Exception {
        assertThat(flood(Slow.DROP)).isEqualTo(1);
    }

    /** A peer that never stops talking does not hold up the end of a connection. */
    @Test
    @Timeout(20)
    void aPeerThatTalksForEverIsLeftInTime() throws Exception {
        kernel.timeout = Duration.ofMillis(500);
        var framing = TestKernel.framing(null, null, null, true);
        var to = kernel.asking(server.getLocalPort(), framing, With.NONE, true);
        var peer =
                background(
                        () -> {
                            try (var line = server.accept()) {
                                for (int i = 0; ; i++) {
                                    Lines.write(line, "still here ".repeat(100) + i);
                                }
                            } catch (IOException left) {
                                return "left";
                            }
                        });
        assertThat(send(to, "hello").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        to.close();
        assertThat(peer.get(5, TimeUnit.SECONDS)).isEqualTo("left");
    }

    /** What does not read is left behind at a swap, in time; who reads has all. */
    @Test
    @Timeout(30)
    void aSwapWaitsForNoPeerThatDoesNotRead() throws Exception {
        var before = kernel.net.lines("crowd");
        var old = kernel.crowd(Slow.SKIP, before);
        try (var stuck = hears("crowd")) {
            awaitConnected(before, 1);
            var text = "x".repeat(1 << 19);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> send(old, text).kind() != Delivery.Kind.DELIVERED);
            var lines = kernel.net.lines("crowd");
            var next = kernel.crowd(Slow.SKIP, lines);
            long begun = System.nanoTime();
            old.close();
            before.close();
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(lines.connected()).isZero();
            assertThat(stuck.isConnected()).isTrue();
            try (var other = hears("crowd")) {
                await().until(() -> send(next, "new").kind() == Delivery.Kind.DELIVERED);
                assertThat(read(other)).isEqualTo("new");
            }
        }
    }

    /** Semantics 6.2 for those who only hear. */
    @Test
    void peersStayConnectedOverASwapAndHearAllMessages() throws Exception {
        var before = kernel.net.lines("crowd");
        var old = kernel.crowd(Slow.SKIP, before);
        try (var one = hears("crowd")) {
            await().until(() -> send(old, "wait").kind() == Delivery.Kind.DELIVERED);
            assertThat(read(one)).isEqualTo("wait");
            for (int i = 0; i < 20; i++) {
                assertThat(send(old, "old " + i).kind()).isEqualTo(Delivery.Kind.DELIVERED);
            }
            var lines = kernel.net.lines("crowd");
            var next = kernel.crowd(Slow.SKIP, lines);
            old.close();
            before.close();
            await().until(() -> send(next, "new").kind() == Delivery.Kind.DELIVERED);
            for (int i = 0; i < 20; i++) {
                assertThat(read(one)).isEqualTo("old " + i);
            }
            assertThat(read(one)).isEqualTo("new");
        }
    }
}

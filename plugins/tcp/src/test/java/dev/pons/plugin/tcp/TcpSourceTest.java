package dev.pons.plugin.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.framing.Answer.With;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The source, over real sockets: as a server and as a client. */
class TcpSourceTest {

    private final TestKernel kernel = new TestKernel();

    @AfterEach
    void close() {
        kernel.close();
    }

    private Socket peer() throws IOException {
        return Lines.connect(kernel.port());
    }

    /** The next line; "closed" when there will be none. */
    private static String read(Socket line) throws IOException {
        return Lines.read(line.getInputStream())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("closed");
    }

    private static int readByte(Socket line) throws IOException {
        return line.getInputStream().read();
    }

    @Test
    void whatComesAtOnceIsAnsweredOneByOne() throws Exception {
        kernel.listen(TestKernel.lines(), With.FORMAT, 10);
        try (var peer = peer()) {
            Lines.write(peer, "a\nb\n\nc\nd");
            assertThat(read(peer)).isEqualTo("YES a");
            assertThat(read(peer)).isEqualTo("YES b");
            assertThat(read(peer)).isEqualTo("YES c");
            Lines.write(peer, "e\n");
            assertThat(read(peer)).isEqualTo("YES de");
            Lines.write(peer, "bad\n" + "x".repeat(1001) + "\nf\n");
            assertThat(read(peer)).isEqualTo("NO value");
            assertThat(read(peer)).isEqualTo("NO too-long");
            assertThat(read(peer)).isEqualTo("YES f");
        }
        assertThat(kernel.refused)
                .containsExactly(
                        "value: bad", "too-long: the message has 1001 bytes; max-size allows 1000");
    }

    @Test
    void aPeerThatLeavesOrFallsSilentInsideAMessageIsRecorded() throws Exception {
        kernel.timeout = Duration.ofMillis(500);
        kernel.listen(TestKernel.lines(), With.FORMAT, 10);
        try (var peer = peer()) {
            Lines.write(peer, "half");
        }
        await().until(() -> kernel.refused.size() == 1);
        assertThat(kernel.refused.get(0))
                .isEqualTo("malformed: connection ended inside a message after 4 bytes");
        try (var peer = peer()) {
            Lines.write(peer, "silence");
            assertThat(read(peer)).isEqualTo("closed");
        }
        assertThat(kernel.refused)
                .hasSize(2)
                .last()
                .isEqualTo("malformed: no byte for 500ms inside a message after 7 bytes");
    }

    @Test
    void bytesThatAreNoMessageAreSaid() throws Exception {
        kernel.listen(TestKernel.framing("\\x02", "\\x03", null, false), With.NONE, 10);
        try (var peer = peer()) {
            Lines.write(peer, "GET / HTTP/1.1\r\n\2a\3");
            await().until(() -> kernel.stored.equals(List.of("a")));
            Lines.write(peer, "GET /");
        }
        assertThat(kernel.facts).containsExactly("16 bytes in front of the message skipped");
        await().until(() -> kernel.refused.size() == 1);
        assertThat(kernel.refused)
                .containsExactly("malformed: bytes stand where a message should begin");
    }

    @Test
    void oneWayWritesNothingAndABusyEngineEndsTheLine() throws Exception {
        kernel.listen(TestKernel.lines(), With.NONE, 10);
        try (var peer = peer()) {
            Lines.write(peer, "a\nbad\nb\nbusy\n");
            assertThat(readByte(peer)).isEqualTo(-1);
        }
        assertThat(kernel.stored).containsExactly("a", "b");
    }

    @Test
    void fixedBytesMeanYesAndNo() throws Exception {
        kernel.listen(TestKernel.lines(), With.BYTES, 10);
        try (var peer = peer()) {
            Lines.write(peer, "a\nbad\nbusy\n");
            assertThat(readByte(peer)).isEqualTo(0x06);
            assertThat(readByte(peer)).isEqualTo(0x15);
            assertThat(readByte(peer)).isEqualTo(-1);
        }
        assertThat(kernel.stored).containsExactly("a");
    }

    /** The line is silent for longer than a connection keeps its thread for nothing. */
    @Test
    void messagesAreTakenWhileASecondAnswerIsOwed() throws Exception {
        kernel.listen(TestKernel.lines(), With.FORMAT, 10);
        try (var peer = peer()) {
            Lines.write(peer, "later 1\n");
            assertThat(read(peer)).isEqualTo("YES later 1");
            await().pollDelay(Duration.ofMillis(600)).until(() -> kernel.owed.size() == 1);
            Lines.write(peer, "later 2\n");
            assertThat(read(peer)).isEqualTo("YES later 2");
            kernel.tell("later 2");
            assertThat(read(peer)).isEqualTo("DONE later 2");
            kernel.tell("later 1");
            assertThat(read(peer)).isEqualTo("DONE later 1");
            Lines.write(peer, "a\n");
            assertThat(read(peer)).isEqualTo("YES a");
        }
    }

    private void breakInside() throws IOException {
        try (var peer = peer()) {
            Lines.write(peer, "half");
            var name = "pons-port-" + kernel.port();
            await().until(
                            () ->
                                    Thread.getAllStackTraces().keySet().stream()
                                            .anyMatch(one -> one.getName().startsWith(name)));
            peer.setSoLinger(true, 0);
        }
    }

    /** The message of a peer that breaks the line is not whole, where only its end ends it. */
    @Test
    void untilCloseAConnectionThatBreaksIsNoMessage() throws Exception {
        kernel.listen(TestKernel.framing(null, null, null, true), With.NONE, 10);
        await().until(
                        () -> {
                            breakInside(); // too early, and nothing of it was seen
                            return !kernel.refused.isEmpty() || !kernel.stored.isEmpty();
                        });
        assertThat(kernel.stored).isEmpty();
        assertThat(kernel.refused).allMatch(why -> why.startsWith("malformed: connection ended"));
    }

    @Test
    void untilCloseIsOneMessageAndAPeerThatStillHearsIsAnswered() throws Exception {
        kernel.listen(TestKernel.framing(null, null, null, true), With.FORMAT, 10);
        try (var peer = peer()) {
            Lines.write(peer, "a\nb");
            peer.shutdownOutput();
            assertThat(peer.getInputStream().readAllBytes()).asString().isEqualTo("YES a\nb");
        }
        await().until(() -> kernel.stored.equals(List.of("a\nb")));
        assertThat(kernel.refused).isEmpty();
    }

    @Test
    void aClientTakesMessagesAndConnectsAgain() throws Exception {
        try (var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            var lines = kernel.net.lines("client");
            var source =
                    kernel.call(server.getLocalPort(), TestKernel.lines(), Duration.ZERO, lines);
            try (var peer = server.accept()) {
                Lines.write(peer, "a\nb\n");
                assertThat(read(peer)).isEqualTo("YES a");
                assertThat(read(peer)).isEqualTo("YES b");
            }
            try (var peer = server.accept()) {
                Lines.write(peer, "c\n");
                assertThat(read(peer)).isEqualTo("YES c");
                source.quiesce();
                assertThat(readByte(peer)).isEqualTo(-1);
            }
            source.close();
        }
        assertThat(kernel.states).containsExactly("up", kernel.states.get(1), "up");
        assertThat(kernel.states.get(1)).endsWith("ended the connection");
    }

    @Test
    void aClientLeavesAServerThatIsSilent() throws Exception {
        try (var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            var lines = kernel.net.lines("client");
            var source =
                    kernel.call(
                            server.getLocalPort(),
                            TestKernel.lines(),
                            Duration.ofMillis(200),
                            lines);
            try (var peer = server.accept()) {
                Lines.write(peer, "a\n");
                assertThat(read(peer)).isEqualTo("YES a");
                assertThat(readByte(peer)).isEqualTo(-1);
            }
            try (var again = server.accept()) {
                assertThat(again.isConnected()).isTrue();
            }
            source.close();
        }
        assertThat(kernel.states.get(1)).endsWith("was silent for 200ms");
    }

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();

    /** Semantics 6.2 under load: eight clients send without pause while ten versions change. */
    @Test
    void noConnectionIsLostAndNoMessageStaysUnansweredOverSwaps() throws Exception {
        var live = kernel.listen(TestKernel.lines(), With.FORMAT, 10);
        var clients = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 8; i++) {
            var name = "c" + i + "-";
            clients.add(
                    CompletableFuture.supplyAsync(
                            () -> client(name), work -> new Thread(work, "client").start()));
        }
        for (int swap = 0; swap < 10; swap++) {
            int before = answered.get();
            await().pollInterval(Duration.ofMillis(1)).until(() -> answered.get() > before + 80);
            var next = kernel.listen(TestKernel.lines(), With.FORMAT, 10);
            live.quiesce(Duration.ofSeconds(5));
            live.close();
            live = next;
        }
        assertThat(live.connected()).isEqualTo(8);
        done.set(true);
        int sent = 0;
        for (var client : clients) {
            sent += client.get(5, TimeUnit.SECONDS);
        }
        assertThat(kernel.stored).hasSize(sent).doesNotHaveDuplicates();
        assertThat(answered).hasValue(sent);
        assertThat(kernel.refused).isEmpty();
    }

    /** How many messages it sent, over one connection, in pieces. */
    private int client(String name) {
        int count = 0;
        try (var line = peer()) {
            line.setTcpNoDelay(true);
            while (!done.get()) {
                var text = name + count++;
                Lines.write(line, text);
                Lines.write(line, "\n");
                if (read(line).equals("YES " + text)) {
                    answered.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }
}

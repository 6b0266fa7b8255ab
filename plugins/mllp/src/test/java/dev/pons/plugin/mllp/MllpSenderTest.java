package dev.pons.plugin.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The sending side, against a peer that is told what to do. */
class MllpSenderTest {

    private final TestKernel kernel = new TestKernel();
    private final ServerSocket server = serverSocket();

    private static ServerSocket serverSocket() {
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

    private Destination sender(boolean keepOpen, Duration timeout) {
        var options =
                new MllpSender.Options(
                        Peer.of("127.0.0.1", server.getLocalPort()), timeout, keepOpen, 4096);
        return new MllpDestination()
                .create(options, TestKernel.context(kernel.net.lines("sender")));
    }

    private Sender accept() throws IOException {
        server.setSoTimeout(5000);
        return new Sender(server.accept());
    }

    private static CompletableFuture<Delivery> send(Destination sender, String text) {
        var message = Message.of(Sender.wire(text));
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return sender.send(message, TestKernel.attempt(message));
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private static Delivery get(CompletableFuture<Delivery> sent) throws Exception {
        return sent.get(5, TimeUnit.SECONDS);
    }

    @Test
    void messagesGoOverOneKeptLine() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        sender.connect();
        try (var peer = accept()) {
            for (var end : new String[] {">/", ">", ">/"}) {
                var sent = send(sender, "MSH|1");
                assertThat(peer.read()).isEqualTo("MSH|1");
                peer.write("<AA MSH|1" + end);
                assertThat(get(sent).kind()).isEqualTo(Delivery.Kind.DELIVERED);
            }
            peer.write("/");
        }
    }

    @Test
    void aCarriageReturnThatComesLateDoesNotEndTheLine() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        try (var peer = acceptAfter(send(sender, "MSH|1"))) {
            peer.write("/");
            var second = send(sender, "MSH|2");
            assertThat(peer.read()).isEqualTo("MSH|2");
            peer.write("<AA MSH|2>/");
            assertThat(get(second).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        }
    }

    /** Accepts, reads one message and answers it without a carriage return. */
    private Sender acceptAfter(CompletableFuture<Delivery> sent) throws Exception {
        var peer = accept();
        peer.write("<AA " + peer.read() + ">");
        assertThat(get(sent).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        return peer;
    }

    @Test
    void withoutKeepOpenEachMessageHasItsOwnConnection() throws Exception {
        var sender = sender(false, Duration.ofSeconds(5));
        sender.connect();
        for (int i = 0; i < 2; i++) {
            try (var peer = acceptAfter(send(sender, "MSH|1"))) {
                assertThat(peer.read()).isEqualTo("closed");
            }
        }
    }

    @Test
    void aTimeoutIsUnknownAndALateAnswerIsNeverTakenForTheNextMessage() throws Exception {
        var sender = sender(true, Duration.ofMillis(200));
        var first = send(sender, "MSH|1");
        try (var peer = accept()) {
            assertThat(peer.read()).isEqualTo("MSH|1");
            assertThat(get(first).toString()).isEqualTo("UNKNOWN: no answer within 200ms");
            assertThat(peer.read()).isEqualTo("closed");
        }
        acceptAfter(send(sender, "MSH|2")).close();
    }

    @Test
    void anAnswerToAnotherMessageEndsTheLine() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        var first = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
            peer.write("<AA MSH|0>/");
            assertThat(get(first).kind()).isEqualTo(Delivery.Kind.UNKNOWN);
            assertThat(peer.read()).isEqualTo("closed");
        }
    }

    @Test
    void bytesThatNobodyAskedForEndTheLineBeforeTheNextMessage() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        try (var peer = acceptAfter(send(sender, "MSH|1"))) {
            peer.write("/<AA MSH|2>/");
            acceptAfter(send(sender, "MSH|2")).close();
        }
    }

    @Test
    void aPeerThatLeftBetweenMessagesIsDialedAnew() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        acceptAfter(send(sender, "MSH|1")).close();
        acceptAfter(send(sender, "MSH|2")).close();
    }

    @Test
    void aPeerThatLeavesBeforeItsAnswerMakesItUnknown() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        var sent = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
        }
        assertThat(get(sent).kind()).isEqualTo(Delivery.Kind.UNKNOWN);
    }

    @Test
    void afterAnAcceptAcknowledgmentTheSecondAnswerOnTheLineDecides() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        var sent = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
            peer.write("<CA MSH|1>/");
            peer.write("<AA MSH|1>/");
            assertThat(get(sent).kind()).isEqualTo(Delivery.Kind.DELIVERED);
            var second = send(sender, "MSH|2");
            assertThat(peer.read()).isEqualTo("MSH|2");
            peer.write("<CA MSH|2>/<AA MSH|0>/");
            assertThat(get(second).why()).isEqualTo("answers another message");
        }
    }

    @Test
    void aSecondAnswerThatDoesNotComeMakesItUnknown() throws Exception {
        var sender = sender(true, Duration.ofMillis(200));
        var sent = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
            peer.write("<CA MSH|1>/");
            assertThat(get(sent))
                    .hasToString(
                            "UNKNOWN: the peer took the message, and its final answer did not come"
                                    + " within 200ms");
            assertThat(get(sent).response()).isPresent();
            assertThat(peer.read()).isEqualTo("closed");
        }
        var again = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.write("<CA " + peer.read() + ">/");
        }
        assertThat(get(again).why()).endsWith("did not come before the connection ended");
    }

    @Test
    void anAnswerCutOffIsUnknown() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        var sent = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
            peer.write("<AA MS");
        }
        assertThat(get(sent).why()).isEqualTo("the peer closed the connection inside its answer");
    }

    @Test
    void anAnswerThatIsTooLongIsUnknown() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        var sent = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
            peer.write("<" + "x".repeat(5000) + ">/");
            assertThat(get(sent).why()).isEqualTo("the answer is longer than max-frame allows");
        }
    }

    @Test
    void aPeerThatIsNotThereMeansSurelyNotSent() throws Exception {
        var sender = sender(true, Duration.ofSeconds(5));
        server.close();
        assertThatThrownBy(() -> get(send(sender, "MSH|1")))
                .hasCauseInstanceOf(NotSentException.class)
                .hasMessageContaining("refused the connection");
    }

    @Test
    void anEndBlockInTheMessageIsRejectedBeforeItLeaves() throws Exception {
        assertThat(get(send(sender(true, Duration.ofSeconds(5)), "MSH|>")).kind())
                .isEqualTo(Delivery.Kind.REJECTED);
    }

    @Test
    void abortEndsAWait() throws Exception {
        var sender = sender(true, Duration.ofSeconds(60));
        var sent = send(sender, "MSH|1");
        try (var peer = accept()) {
            peer.read();
            sender.abort();
            assertThat(get(sent).kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        }
    }

    @Test
    void largeMessagesArriveWhole() throws Exception {
        kernel.listen(1 << 24, Duration.ofSeconds(5));
        var text = "MSH|" + "x".repeat(5_000_000);
        try (var sender =
                new MllpDestination()
                        .create(
                                new MllpSender.Options(
                                        Peer.of("127.0.0.1", kernel.port().getPort()),
                                        Duration.ofSeconds(5),
                                        true,
                                        1 << 24),
                                TestKernel.context(kernel.net.lines("sender")))) {
            var message = Message.of(text.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(sender.send(message, TestKernel.attempt(message)).kind())
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        await().until(() -> kernel.stored.contains(text));
    }
}

package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code pons peer}: what really goes over the line in each of the ways. */
class BadPeerTest {

    private static final String ADT = "MSH|^~\\&|HIS|A|LAB|B|20260302||ADT^A01|C1|P|2.5\rPID|1\r";

    @TempDir Path folder;
    private final Stop stop = new Stop();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** What the peer sends back for one message, with its frame bytes, until it closes. */
    private String answered(String ack) throws IOException {
        var way = Way.of("--ack", ack, BadAnswer.class);
        var peer = new BadReceiver(way, 1, stop, (number, message, what) -> {});
        try (Receiver receiver = Receiver.talking(0, peer);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            socket.getOutputStream().write(Mllp.frame(ADT.getBytes(StandardCharsets.US_ASCII)));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "good, MSA\\|AA\\|C1",
        "late:50ms, MSA\\|AA\\|C1",
        "nak:AR, MSA\\|AR\\|C1\\|refused by pons peer",
        "wrong-id, MSA\\|AA\\|XC1",
        "twice, MSA\\|AA\\|C1.*MSA\\|AA\\|C1",
        "pieces:1ms, MSA\\|AA\\|C1",
        "slow-reader:1ms, MSA\\|AA\\|C1",
        "wrong-charset, UNICODE UTF-8.*MSA\\|AA\\|C1\\|re\u00e7u",
    })
    void itAnswersSo(String ack, String expected) throws IOException {
        assertThat(answered(ack)).matches("(?s)\u000b.*" + expected + "\r\u001c\r");
    }

    @Test
    void itAnswersNotAtAllOrNotWhole() throws IOException {
        assertThat(answered("none")).isEmpty();
        assertThat(answered("hang-up")).isEmpty();
        assertThat(answered("cut")).startsWith("\u000bMSH").doesNotContain("\u001c");
        assertThat(answered("no-hl7")).contains("HTTP/1.1");
        assertThat(answered("garbage")).startsWith("x\0").contains("MSA|AA|C1").endsWith("?\n");
    }

    @Test
    void aHalfOpenOneReadsNothing() throws IOException {
        var way = Way.of("--ack", "half-open", BadAnswer.class);
        var peer = new BadReceiver(way, 1, stop, (number, message, what) -> {});
        try (Receiver receiver = Receiver.talking(0, peer);
                Sender sender =
                        new Sender("127.0.0.1:" + receiver.port(), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> sender.send(ADT.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(IOException.class);
            assertThat(peer.tally().of("messages")).isZero();
            // the first one only
            assertThat(sender.send(ADT.getBytes(StandardCharsets.US_ASCII)).code()).isEqualTo("AA");
        }
        stop.now();
    }

    @Test
    void theFirstOnlyAndTheCounts() throws IOException {
        var way = Way.of("--ack", "nak:AE", BadAnswer.class);
        var peer = new BadReceiver(way, 2, stop, (number, message, what) -> {});
        try (Receiver receiver = Receiver.talking(0, peer);
                Sender sender = new Sender("127.0.0.1:" + receiver.port(), Duration.ofSeconds(5))) {
            var codes = new CopyOnWriteArrayList<String>();
            for (int i = 0; i < 3; i++) {
                codes.add(sender.send(ADT.getBytes(StandardCharsets.US_ASCII)).code());
            }
            assertThat(codes).containsExactly("AE", "AE", "AA");
        }
        assertThat(peer.tally())
                .hasToString(
                        "connections 1, messages 3, answered nak:AE 2, control ids again 2,"
                                + " answered good 1");
    }

    /** What the sender put on the line, as a peer sees it that answers whole messages. */
    private String sent(String as) throws Exception {
        var file = Files.writeString(folder.resolve("one.hl7"), ADT);
        var heard = new ByteArrayOutputStream();
        try (ServerSocket peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> hear(peer, heard));
            thread.start();
            var to = "127.0.0.1:" + peer.getLocalPort();
            run("send", file.toString(), "--to", to, "--as", as, "--timeout", "5");
            thread.join();
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** Answers every end block that ends something. */
    private static void hear(ServerSocket peer, ByteArrayOutputStream heard) {
        try (Socket socket = peer.accept()) {
            int last = 0;
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                heard.write(next);
                if (next == Mllp.END && last == Mllp.CR) {
                    var answer = Hl7.accept(ADT.getBytes(StandardCharsets.US_ASCII));
                    Mllp.write(socket.getOutputStream(), answer);
                }
                last = next;
            }
        } catch (IOException e) {
            heard.writeBytes("LEFT".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private int run(String... words) {
        try (PrintStream out = new PrintStream(printed, true)) {
            return BadPeer.run(new Arguments(words), out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String frame(String text) {
        return "\u000b" + text + "\u001c\r";
    }

    @Test
    void itSendsSo() throws Exception {
        assertThat(sent("good")).isEqualTo(frame(ADT));
        assertThat(sent("byte-by-byte:1ms")).isEqualTo(frame(ADT));
        assertThat(sent("garbage")).isEqualTo("?\0\r\r\nx" + frame(ADT) + "?\0\r\r\nx");
        assertThat(sent("doubled")).isEqualTo("\u000b" + frame(ADT) + "\u001c\r");
        assertThat(sent("twice")).isEqualTo(frame(ADT) + frame(ADT));
        assertThat(sent("no-end")).isEqualTo("\u000b" + ADT + frame(ADT));
        assertThat(sent("wrong-charset")).contains("UNICODE UTF-8").contains("caf\u00e9|\r");
        assertThat(printed.toString()).contains("In all: messages 1, AA 1").contains("AA 2");
    }

    @Test
    void itLeavesAndStaysSilent() throws Exception {
        assertThat(sent("gone")).startsWith(frame(ADT));
        assertThat(sent("cut")).isEqualTo(frame(ADT).substring(0, frame(ADT).length() / 2));
        assertThat(sent("half-open:300ms"))
                .isEqualTo(frame(ADT).substring(0, frame(ADT).length() / 2));
        assertThat(printed.toString()).contains("gave up after");
        assertThat(sent("deaf:300ms")).contains(frame(ADT) + frame(ADT));
        assertThat(printed.toString()).contains("sent ");
    }

    @Test
    void itOpensManyConnections() throws Exception {
        var file = Files.writeString(folder.resolve("one.hl7"), ADT);
        Set<String> peers = new HashSet<>();
        try (Receiver receiver =
                Receiver.talking(
                        0,
                        socket -> {
                            synchronized (peers) {
                                peers.add(socket.getRemoteSocketAddress().toString());
                            }
                            var message = Mllp.read(socket.getInputStream());
                            if (message != null) {
                                Mllp.write(socket.getOutputStream(), Hl7.accept(message));
                            }
                        })) {
            var to = "127.0.0.1:" + receiver.port();
            assertThat(run("send", file.toString(), "--to", to, "--as", "connects:50")).isZero();
        }
        assertThat(peers).hasSize(51);
        assertThat(printed.toString()).contains("In all: messages 1, connections 50, AA 1");
    }

    @Test
    void theHelpNamesEveryWay() {
        assertThat(run("help")).isZero();
        for (var way : Arrays.asList(BadAnswer.values())) {
            assertThat(printed.toString()).contains("  " + way.word()).contains(way.doc());
        }
        for (var way : BadFrame.values()) {
            assertThat(printed.toString()).contains("  " + way.word()).contains(way.doc());
        }
    }

    @Test
    void aWrongWaySaysWhichThereAre() {
        for (var wrong : List.of("slow", "late:soon", "good:5s", "nak:AA", "slow-reader:5")) {
            assertThatThrownBy(() -> Way.of("--ack", wrong, BadAnswer.class))
                    .as(wrong)
                    .isInstanceOf(WrongCallException.class);
        }
        assertThatThrownBy(() -> Way.of("--as", "slow", BadFrame.class))
                .hasMessageContaining("there are: good, byte-by-byte, garbage");
    }
}

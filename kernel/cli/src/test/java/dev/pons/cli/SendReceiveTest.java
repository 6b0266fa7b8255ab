package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code send} and the receiver against each other, over real sockets. */
class SendReceiveTest {

    private static final String ADT = "MSH|^~\\&|HIS|A|LAB|B|20260302||ADT^A01|C1|P|2.5\rPID|1\r";

    @TempDir Path folder;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void everyMessageIsAnsweredInOrder() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        try (Receiver receiver = new Receiver(0, message -> received.add(text(message)))) {
            int code = send(ADT + ADT.replace("C1", "C2"), receiver.port());

            assertThat(code).isZero();
            assertThat(received).containsExactly(ADT, ADT.replace("C1", "C2"));
            assertThat(printed.toString().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).matches("feed\\.hl7 +AA  C1 +[0-9.]+ ms"),
                            line -> assertThat(line).matches("feed\\.hl7 +AA  C2 +[0-9.]+ ms"));
        }
    }

    @Test
    void aRefusalIsPrintedWithItsTextAndMakesTheExitCodeOne() throws Exception {
        try (ServerSocket peer = answering("MSH|^~\\&|B\rMSA|AE|C1|no such patient\r")) {
            assertThat(send(ADT, peer.getLocalPort())).isEqualTo(1);
            assertThat(printed.toString()).contains("AE  C1").contains("no such patient");
        }
    }

    @Test
    void aPeerThatHangsUpIsSaid() throws Exception {
        try (ServerSocket peer = answering(null)) {
            assertThat(send(ADT, peer.getLocalPort())).isEqualTo(1);
            assertThat(printed.toString())
                    .contains("C1")
                    .contains("closed the connection without an answer");
        }
    }

    @Test
    void aPeerThatIsNotThereIsSaid() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(send(ADT, port)).isEqualTo(1);
        assertThat(printed.toString()).contains("nobody listens there");
    }

    @Test
    void aPeerThatSaysNothingIsGivenUpAfterTheTimeout() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(send(ADT, mute.getLocalPort(), "--timeout", "1")).isEqualTo(1);
            assertThat(printed.toString()).contains("no answer in time");
        }
    }

    @Test
    void wrongCallsSayHowItIsRight() {
        assertThatThrownBy(() -> Send.run(new Arguments("a.hl7"), out()))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("--to is missing: send FILE... --to HOST:PORT");
        assertThatThrownBy(() -> Send.run(new Arguments("a.hl7", "--to", "lab"), out()))
                .hasMessageContaining("HOST:PORT, not 'lab'");
        assertThatThrownBy(() -> Send.run(new Arguments("--to", "lab:0", "a.hl7"), out()))
                .hasMessageContaining("from 1 to 65535");
        assertThatThrownBy(() -> Send.run(new Arguments("--to", "h:1", "--tls", "a.hl7"), out()))
                .hasMessageContaining("unknown option --tls");
    }

    private int send(String content, int port, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("feed.hl7"), content);
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of(file.toString(), "--to", "127.0.0.1:" + port));
        return Send.run(new Arguments(words.toArray(String[]::new)), out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    /** A peer for one connection; null: it reads the message and hangs up. */
    private static ServerSocket answering(String answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread =
                new Thread(
                        () -> {
                            try (Socket socket = server.accept()) {
                                Mllp.read(socket.getInputStream());
                                if (answer != null) {
                                    Mllp.write(
                                            socket.getOutputStream(),
                                            answer.getBytes(StandardCharsets.UTF_8));
                                }
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}

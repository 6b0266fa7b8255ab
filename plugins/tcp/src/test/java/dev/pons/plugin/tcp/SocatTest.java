package dev.pons.plugin.tcp;

import static dev.pons.plugin.tcp.TestKernel.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pons.framing.Answer.With;
import dev.pons.spi.Delivery;
import dev.pons.spi.Listener;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Against another implementation: socat. */
class SocatTest {

    @TempDir Path folder;
    private final TestKernel kernel = new TestKernel();
    private final List<Process> running = new ArrayList<>();

    @BeforeEach
    void look() {
        var there =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(at -> Files.isExecutable(Path.of(at, "socat")));
        if (!there) {
            System.out.println("skipped: socat is missing; install the package socat");
        }
        assumeThat(there).as("socat on the path").isTrue();
    }

    @AfterEach
    void close() throws Exception {
        kernel.close();
        for (var process : running) {
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private Process socat(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("socat"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        running.add(process);
        return process;
    }

    private static String said(Process process) throws Exception {
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("socat ends").isTrue();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aServerTakesAndAnswersWhatSocatSends() throws Exception {
        kernel.listen(TestKernel.lines(), With.FORMAT, 10);
        var socat = socat("-t2", "-", "TCP:127.0.0.1:" + kernel.port());
        try (var in = socat.getOutputStream()) {
            in.write("a\nb\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        await().until(() -> kernel.stored.size() == 2);
        assertThat(said(socat)).isEqualTo("YES a\nYES b\n");
    }

    @Test
    void aMessageUntilCloseGoesToSocatAndFromIt() throws Exception {
        int port = Ports.free();
        var file = folder.resolve("label");
        var socat = socat("-u", "TCP-LISTEN:" + port + ",bind=127.0.0.1", "CREATE:" + file);
        var framing = TestKernel.framing(null, null, null, true);
        var to = kernel.asking(port, framing, With.NONE, true);
        await().ignoreExceptions()
                .until(() -> send(to, "^XA^XZ").kind() == Delivery.Kind.DELIVERED);
        said(socat);
        assertThat(file).hasContent("^XA^XZ");
        kernel.listen(framing, With.NONE, 10);
        socat("-u", "OPEN:" + file, "TCP:127.0.0.1:" + kernel.port());
        await().until(() -> kernel.stored.equals(List.of("^XA^XZ")));
    }

    @Test
    void anAnswerOfOneByteComesFromSocat() throws Exception {
        int port = Ports.free();
        var script =
                Files.writeString(
                        folder.resolve("acknowledge"),
                        "head -c 6 >/dev/null; printf '\\006'; cat >/dev/null\n");
        socat("TCP-LISTEN:" + port + ",bind=127.0.0.1,fork", "EXEC:/bin/sh " + script);
        var to = kernel.asking(port, TestKernel.lines(), With.BYTES, true);
        await().ignoreExceptions().until(() -> send(to, "hello").kind() == Delivery.Kind.DELIVERED);
    }

    @Test
    void datagramsComeFromSocatAndGoToIt() throws Exception {
        int port = Ports.free();
        var lines = kernel.net.lines("test");
        var options = new UdpSource.Options(Listen.loopback(port), 1000, 1 << 20, "");
        ((Listener) new UdpSource().create(options, kernel.context(lines))).start(kernel);
        var socat = socat("-u", "-", "UDP-SENDTO:127.0.0.1:" + port);
        try (var in = socat.getOutputStream()) {
            in.write("audit".getBytes(StandardCharsets.ISO_8859_1));
        }
        await().until(() -> kernel.stored.equals(List.of("audit")));

        int other = Ports.free();
        var file = folder.resolve("datagrams");
        socat("-u", "UDP-RECV:" + other + ",bind=127.0.0.1", "CREATE:" + file);
        var to =
                new UdpDestination()
                        .create(
                                new UdpDestination.Options(
                                        Peer.of("127.0.0.1", other), 1000, 1, false, ""),
                                kernel.context(kernel.net.lines("sender")));
        await().ignoreExceptions()
                .until(
                        () -> {
                            to.connect();
                            return send(to, "x").kind() == Delivery.Kind.DELIVERED
                                    && Files.size(file) > 0;
                        });
        assertThat(send(to, "y".repeat(1001)))
                .hasToString("REJECTED: the message has 1001 bytes; max-size allows 1000");
    }
}

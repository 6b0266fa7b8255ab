package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A message of 100 MB goes through the engine byte for byte, in a heap in which it has no place: 80
 * MB, of which an idle engine needs about 40.
 */
class LargeIT {

    private static final int SIZE = 100 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String HEAP = "-Xms32m -Xmx80m -Xmn24m";

    @Test
    void a_file_of_100_MB_goes_from_folder_to_folder_through_little_memory() throws Exception {
        try (Instance instance = Instance.fresh()) {
            Path in = Files.createDirectories(instance.base().resolve("in"));
            instance.options(HEAP)
                    .channel(
                            "big",
                            """
                            source:
                              file: { folder: in, settle: 0s, max-size: 200MB, then: delete }
                              format: binary
                            destinations:
                              out: { file: { folder: out } }
                              long: { file: { folder: long, name: all.bin, append: yes, separator: none } }
                            """)
                    .start();
            Path sample = noise(instance.base().resolve("sample"));
            long before = Footprint.of(instance.pid()).heapMegabytes();
            Path moving = Files.copy(sample, instance.base().resolve("moving"));
            Files.move(moving, in.resolve("scan.bin"), StandardCopyOption.ATOMIC_MOVE);
            Path out = awaitOne(instance, "out", SIZE);
            assertThat(Files.mismatch(sample, out)).as("first other byte").isNegative();
            Path all = awaitOne(instance, "long", SIZE);
            assertThat(Files.mismatch(sample, all)).as("first other byte").isNegative();
            finished(instance, before);
        }
    }

    @Test
    void a_message_of_100_MB_goes_from_line_to_line_through_little_memory() throws Exception {
        List<Integer> ports = Ports.free(2);
        try (Instance instance = Instance.fresh()) {
            instance.options(HEAP)
                    .channel(
                            "first",
                            """
                            source: { mllp: { listen: %d, max-frame: 200MB }, format: hl7v2 }
                            destinations:
                              next: { mllp: { connect: "127.0.0.1:%d", timeout: 100s } }
                            """
                                    .formatted(ports.get(0), ports.get(1)))
                    .channel(
                            "second",
                            """
                            source: { mllp: { listen: %d, max-frame: 200MB }, format: hl7v2 }
                            destinations: { out: { file: { folder: out } } }
                            """
                                    .formatted(ports.get(1)))
                    .start();
            ports.forEach(instance::awaitListening);
            Path sample = message(instance.base().resolve("sample"));
            long before = Footprint.of(instance.pid()).heapMegabytes();
            assertThat(send(sample, ports.get(0))).contains("MSA|AA|BIG1");
            Path out = awaitOne(instance, "out", Files.size(sample));
            assertThat(Files.mismatch(sample, out)).as("first other byte").isNegative();
            finished(instance, before);
        }
    }

    private static void finished(Instance instance, long before) {
        long after = Footprint.of(instance.pid()).heapMegabytes();
        System.out.printf("large: heap %d MB before, %d MB after, -Xmx80m%n", before, after);
        assertThat(after - before).as("MB of heap that stay").isLessThan(32);
        assertThat(instance.log()).doesNotContain("OutOfMemory").doesNotContain("ERROR");
    }

    private static Path awaitOne(Instance instance, String folder, long size) {
        Path path = instance.base().resolve(folder);
        await("the message in " + folder)
                .atMost(PATIENCE)
                .until(() -> whole(path, size).isPresent());
        return whole(path, size).orElseThrow();
    }

    private static Optional<Path> whole(Path folder, long size) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> f.toFile().length() >= size)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path noise(Path path) throws IOException {
        Random random = new Random(1);
        byte[] chunk = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int i = 0; i < SIZE / chunk.length; i++) {
                random.nextBytes(chunk);
                out.write(chunk);
            }
        }
        return path;
    }

    private static Path message(Path path) throws IOException {
        Random random = new Random(2);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
            out.write("MSH|^~\\&|A|B|C|D|2026||MDM^T02|BIG1|P|2.5\r".getBytes(ascii()));
            for (long size = 0; size < SIZE; ) {
                String line =
                        "OBX|1|ED|PDF||^AP^^Base64^"
                                + Long.toString(random.nextLong(), 36).repeat(80)
                                + "\r";
                out.write(line.getBytes(ascii()));
                size += line.length();
            }
        }
        return path;
    }

    private static Charset ascii() {
        return StandardCharsets.US_ASCII;
    }

    private static String send(Path message, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            out.write(0x0b);
            Files.copy(message, out);
            out.write(0x1c);
            out.write('\r');
            out.flush();
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder answer = new StringBuilder();
            for (int next = in.read(); next >= 0 && next != 0x1c; next = in.read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}

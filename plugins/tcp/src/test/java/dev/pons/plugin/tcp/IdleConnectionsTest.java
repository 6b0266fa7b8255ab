package dev.pons.plugin.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * "2,000 idle connections on one listener add under 100 MB": what a process that listens takes of
 * memory with them, less what it took without, after each has sent a message and had its answer.
 * Its heap is all there from the start, so that its size says nothing; what lives in the heap is
 * added. {@code -Dproof.connections=N} takes another number.
 */
class IdleConnectionsTest {

    private static final int CONNECTIONS = Integer.getInteger("proof.connections", 2000);

    /** What the listener says of itself. */
    private record Has(long resident, long heap, long threads, long connections) {

        static Has ask(Process listener, BufferedReader says) throws IOException {
            listener.getOutputStream().write('\n');
            listener.getOutputStream().flush();
            var all = Arrays.stream(says.readLine().split(" ")).map(Long::valueOf).toList();
            return new Has(all.get(0), all.get(1), all.get(2), all.get(3));
        }
    }

    private static long handles() throws IOException {
        var line =
                Pattern.compile("Max open files\\s+(\\d+)")
                        .matcher(Files.readString(Path.of("/proc/self/limits")));
        return line.find() ? Long.parseLong(line.group(1)) : Long.MAX_VALUE;
    }

    private static Process listener() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleListener.class.getName(),
                        String.valueOf(CONNECTIONS + 1))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void ask(SocketChannel line, ByteBuffer answer) throws IOException {
        line.write(ByteBuffer.wrap(new byte[] {'a', '\n'}));
        answer.clear();
        assertThat(line.read(answer)).isPositive();
    }

    @Test
    void idleConnectionsTakeLittleMemory() throws Exception {
        assumeThat(Path.of("/proc/self/status")).as("a system that says what it has").exists();
        assumeThat(handles()).as("open files").isGreaterThan(CONNECTIONS * 4L);
        var listener = listener();
        try (var says = listener.inputReader(StandardCharsets.US_ASCII)) {
            var peer =
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(says.readLine()));
            var answer = ByteBuffer.allocate(64);
            try (var first = SocketChannel.open(peer)) {
                ask(first, answer);
            }
            var without = Has.ask(listener, says);
            var open = new ArrayList<SocketChannel>();
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(SocketChannel.open(peer));
                ask(open.get(i), answer);
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Has.ask(listener, says).threads() == 0);
            var with = Has.ask(listener, says);
            assertThat(with.connections()).isGreaterThanOrEqualTo(CONNECTIONS);
            for (var line : open) {
                ask(line, answer);
            }
            leave(open);
            assertLittle(with.resident() - without.resident(), with.heap() - without.heap());
        } finally {
            listener.destroy();
        }
    }

    private static void leave(List<SocketChannel> open) throws IOException {
        for (var line : open) {
            line.close();
        }
    }

    private static void assertLittle(long outside, long heap) {
        long more = outside + heap;
        System.out.printf(
                "%d idle connections: %d MB more, %d MB of it live heap, %d kB each%n",
                CONNECTIONS, more >> 20, heap >> 20, more / CONNECTIONS >> 10);
        assertThat(outside).isPositive();
        assertThat(more).isLessThan(CONNECTIONS * (100L << 20) / 2000);
    }
}

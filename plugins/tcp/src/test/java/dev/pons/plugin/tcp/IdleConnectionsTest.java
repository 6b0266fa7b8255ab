package dev.pons.plugin.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pons.plugin.tcp.Answer.With;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * "2,000 idle connections on one listener add under 100 MB": what the process takes of memory with
 * them, less what it took without, after each has sent a message and had its answer. Both ends are
 * in this process. {@code -Dproof.connections=N} takes another number.
 */
class IdleConnectionsTest {

    private static final int CONNECTIONS = Integer.getInteger("proof.connections", 2000);
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Bytes of memory that the process has now. */
    private static long resident() throws IOException {
        var line = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(STATUS));
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1)) << 10;
    }

    private static long handles() throws IOException {
        var line =
                Pattern.compile("Max open files\\s+(\\d+)")
                        .matcher(Files.readString(Path.of("/proc/self/limits")));
        return line.find() ? Long.parseLong(line.group(1)) : Long.MAX_VALUE;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pons-port-"))
                .count();
    }

    /** What any engine that works has touched: all of the heap that new objects go to. */
    private static void warm() {
        long sum = 0;
        for (int i = 0; i < 4096; i++) {
            sum += new byte[1 << 16].length;
        }
        assertThat(sum).isPositive();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void idleConnectionsTakeLittleMemory() throws Exception {
        assumeThat(STATUS).as("a system that tells how much memory a process has").exists();
        assumeThat(handles()).as("open files").isGreaterThan(CONNECTIONS * 5L);
        try (var kernel = new TestKernel()) {
            var lines = kernel.listen(TestKernel.lines(), With.FORMAT, CONNECTIONS + 1);
            var peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), kernel.port());
            try (var first = new Socket(peer.getAddress(), peer.getPort())) {
                Lines.write(first, "a\n");
                assertThat(Lines.read(first.getInputStream())).isPresent();
            }
            warm();
            long heap = heap();
            long resident = resident();
            var open = new ArrayList<SocketChannel>();
            var answer = ByteBuffer.allocate(64);
            for (int i = 0; i < CONNECTIONS; i++) {
                var line = SocketChannel.open(peer);
                open.add(line);
                line.write(ByteBuffer.wrap(new byte[] {'a', '\n'}));
                answer.clear();
                assertThat(line.read(answer)).isPositive();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> lines.connected() == CONNECTIONS);
            long busy = resident() - resident;
            // silent for a second, they give their threads back
            await().atMost(Duration.ofSeconds(60)).until(() -> threads() < 100);
            long moreHeap = heap() - heap;
            long more = resident() - resident;
            System.out.printf(
                    "%d idle connections: %d MB more in all, %d MB of it live heap, %d kB each%n",
                    CONNECTIONS, more >> 20, moreHeap >> 20, more / CONNECTIONS >> 10);
            for (var line : open) {
                line.write(ByteBuffer.wrap(new byte[] {'b', '\n'}));
                answer.clear();
                assertThat(line.read(answer)).as("an answer after the rest").isPositive();
                line.close();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> lines.connected() == 0);
            assertThat(more).isLessThan(CONNECTIONS * (100L << 20) / 2000);
        }
    }
}

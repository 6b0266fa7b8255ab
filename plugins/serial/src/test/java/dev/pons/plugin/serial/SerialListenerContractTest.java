package dev.pons.plugin.serial;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The contracts of a listener: its peers take turns at the other end of one serial line. */
class SerialListenerContractTest extends ListenerContract {

    @TempDir Path devices;

    /** By the number that the contracts know a line by. */
    private final Map<Integer, Device> all = new HashMap<>();

    /** A device, and whose turn it is to speak. */
    private record Device(Plug plug, ReentrantLock turn) {}

    @BeforeAll
    static void look() {
        Plug.needSocat();
    }

    @AfterEach
    void unplug() throws IOException {
        for (var device : all.values()) {
            device.plug().close();
        }
    }

    private synchronized Device device(int number) {
        return all.computeIfAbsent(
                number, n -> new Device(new Plug(port(n)), new ReentrantLock(true)));
    }

    private Path port(int number) {
        return devices.resolve("tty" + number);
    }

    @Override
    protected SourceType<?> type() {
        return new SerialSource();
    }

    @Override
    protected String options(int number) {
        device(number);
        return "{ line: '" + port(number) + "', framing: { delimiter: '\\n' }, answer: format }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lin: COM3, line: { port: COM3, baud: fast, parity: some }, timeout: soon }";
    }

    @Override
    protected String example() {
        return """
        source:
          serial: { line: { port: /dev/ttyS0, baud: 19200 }, framing: { start: "\\x02", end: "\\x03" } }
          format: tck
        destinations:
          basket: { tck-basket: {} }
        """;
    }

    @Override
    protected boolean isOneLine() {
        return true;
    }

    @Override
    protected SendingPeer peer(int number) {
        return new Peer(device(number));
    }

    /** Speaks when nobody else does, and waits for its answer. */
    private static final class Peer implements SendingPeer {

        private static final int PATIENCE = 60;

        private final Device device;
        private volatile boolean left;

        private Peer(Device device) {
            this.device = device;
        }

        @Override
        public boolean send(byte[] body) throws IOException {
            try {
                if (!device.turn().tryLock(9, TimeUnit.SECONDS)) {
                    throw new IOException("the line is not free");
                }
                try {
                    device.plug().say(body);
                    device.plug().say("\n");
                    return answer().equals("YES");
                } finally {
                    device.turn().unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private String answer() throws IOException, InterruptedException {
            for (int i = 0; i < PATIENCE && !left; i++) {
                var line = device.plug().line(100);
                if (line.isPresent()) {
                    return line.get();
                }
            }
            throw new IOException("no answer");
        }

        @Override
        public void close() {
            left = true;
        }
    }
}

package dev.pons.plugin.serial;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The contracts of a destination, to a device on a serial line. */
class SerialDestinationContractTest extends DestinationContract {

    @TempDir Path devices;
    private int count;

    @BeforeAll
    static void look() {
        Plug.needSocat();
    }

    @Override
    protected DestinationType<?> type() {
        return new SerialDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ lin: COM3, framing: { fixed: many }, timeout: soon }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          printer:
            serial: { line: COM3, framing: { delimiter: "\\r\\n" }, answer: none }
        """;
    }

    @Override
    protected ReceivingPeer peer() {
        return new Device(devices.resolve("tty" + count++));
    }

    /** Answers each line, as it is told to. */
    private static final class Device implements ReceivingPeer {

        private final Path port;
        private final List<byte[]> received = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream coming = new ByteArrayOutputStream();
        private final Plug plug;
        private volatile Manner manner = Manner.TAKES;
        private boolean there = true;

        private Device(Path port) {
            this.port = port;
            this.plug = new Plug(port, this::hear);
        }

        private void hear(int one) {
            if (one != '\n') {
                coming.write(one);
                return;
            }
            received.add(coming.toByteArray());
            coming.reset();
            if (manner != Manner.SILENT) {
                try {
                    plug.say(manner == Manner.TAKES ? "YES\n" : "NO\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public String options() {
            return "{ line: '"
                    + port
                    + "', framing: { delimiter: '\\n' }, answer: format, timeout: 1s }";
        }

        @Override
        public void answers(Manner next) {
            manner = next;
        }

        @Override
        public List<byte[]> received() {
            return received;
        }

        @Override
        public void close() throws IOException {
            if (there) {
                there = false;
                plug.out();
            }
        }

        @Override
        public void open() {
            there = true;
            plug.in();
        }
    }
}

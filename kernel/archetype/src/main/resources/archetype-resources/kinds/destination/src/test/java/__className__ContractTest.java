package ${package};

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;
import dev.pons.tck.TcpReceiver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What every destination must do, tried on this one. */
class ${className}ContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new ${className}Destination();
    }

    @Override
    protected String wrongOptions() {
        return "{ conect: \"127.0.0.1:6501\", timeout: soon, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new Receiver();
    }

    /** Acts as the system that is sent to. */
    private static final class Receiver extends TcpReceiver {

        private Receiver() throws IOException {}

        @Override
        public String options() {
            return "{ connect: \"127.0.0.1:" + port() + "\", timeout: 1s }";
        }

        @Override
        protected Optional<byte[]> read(InputStream in) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    return Optional.empty();
                }
                line.write(next);
            }
            return Optional.of(line.toByteArray());
        }

        @Override
        protected void answer(OutputStream out, boolean yes) throws IOException {
            out.write((yes ? "YES\n" : "NO\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}

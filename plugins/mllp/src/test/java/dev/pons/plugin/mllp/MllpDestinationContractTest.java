package dev.pons.plugin.mllp;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;
import dev.pons.tck.TcpReceiver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The contracts of a destination, over MLLP. */
class MllpDestinationContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new MllpDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ conect: \"127.0.0.1:2576\", timeout: soon, max-answer: very }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          lab: { mllp: { connect: "127.0.0.1:2576" } }
        """;
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new Receiver();
    }

    private static final class Receiver extends TcpReceiver {

        private Receiver() throws IOException {}

        @Override
        public String options() {
            return "{ connect: \"127.0.0.1:" + port() + "\", timeout: 1s }";
        }

        @Override
        protected Optional<byte[]> read(InputStream in) throws IOException {
            var body = new ByteArrayOutputStream();
            for (int one = in.read(); one != 0x1c; one = in.read()) {
                if (one < 0) {
                    return Optional.empty();
                }
                if (one != 0x0b) {
                    body.write(one);
                }
            }
            in.read();
            return Optional.of(body.toByteArray());
        }

        @Override
        protected void answer(OutputStream out, boolean yes) throws IOException {
            var words = yes ? "YES" : "NO";
            out.write(("\u000b" + words + "\u001c\r").getBytes(StandardCharsets.UTF_8));
        }
    }
}

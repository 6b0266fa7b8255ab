package dev.pons.plugin.tcp;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;
import dev.pons.tck.TcpReceiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The contracts of a destination, over TCP with answers of the channel's format. */
class TcpDestinationContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new TcpDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ conect: \"127.0.0.1:4001\", framing: { fixed: many }, timeout: soon }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          printer:
            tcp: { connect: "127.0.0.1:9100", framing: { until-close: yes }, answer: none }
        """;
    }

    /** How the options say that the peer answers. */
    String answer() {
        return "format";
    }

    /** What the peer answers. */
    String words(boolean yes) {
        return yes ? "YES\n" : "NO\n";
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new Receiver();
    }

    private final class Receiver extends TcpReceiver {

        private Receiver() throws IOException {}

        @Override
        public String options() {
            return "{ connect: \"127.0.0.1:"
                    + port()
                    + "\", "
                    + Lines.FRAMING
                    + ", answer: "
                    + TcpDestinationContractTest.this.answer()
                    + ", timeout: 1s }";
        }

        @Override
        protected Optional<byte[]> read(InputStream in) throws IOException {
            return Lines.read(in);
        }

        @Override
        protected void answer(OutputStream out, boolean yes) throws IOException {
            out.write(words(yes).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}

package dev.pons.plugin.serial;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;
import dev.pons.tck.TcpReceiver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The contracts of a destination, to a device behind a terminal server, with ACK and NAK. */
class TerminalServerContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new SerialDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ line: 'tcp://nowhere', framing: { fixed: many }, timeout: soon, answr: none }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          analyzer: { serial: { line: "tcp://terminal.example:4001", lis1: host } }
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
            return "{ line: 'tcp://127.0.0.1:"
                    + port()
                    + "', framing: { start: '\\x02', end: '\\x03' },"
                    + " answer: { with: bytes, yes: '\\x06', no: '\\x15' }, timeout: 1s }";
        }

        @Override
        protected Optional<byte[]> read(InputStream in) throws IOException {
            var body = new ByteArrayOutputStream();
            for (int one = in.read(); one != 3; one = in.read()) {
                if (one < 0) {
                    return Optional.empty();
                }
                if (one != 2) {
                    body.write(one);
                }
            }
            return Optional.of(body.toByteArray());
        }

        @Override
        protected void answer(OutputStream out, boolean yes) throws IOException {
            out.write(yes ? 6 : 0x15);
        }
    }
}

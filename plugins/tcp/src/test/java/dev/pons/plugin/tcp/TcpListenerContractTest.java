package dev.pons.plugin.tcp;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.IOException;

/** The contracts of a listener, over TCP with answers. */
class TcpListenerContractTest extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new TcpSource();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " }, " + Lines.FRAMING + " }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 4001, framing: { delimiter: \"\" }, timeout: soon }";
    }

    @Override
    protected String example() {
        return """
        source:
          tcp: { listen: { port: 4001 }, framing: { start: "\\x02", end: "\\x03" } }
          format: tck
        destinations:
          basket: { tck-basket: {} }
        """;
    }

    @Override
    protected SendingPeer peer(int port) throws IOException {
        return Lines.peer(port);
    }
}

package dev.pons.plugin.http;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import java.io.IOException;

/** The contracts of a destination, over HTTP. */
class HttpDestinationContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new HttpDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ ulr: \"http://127.0.0.1/\", timeout: soon, max-answer: very }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          documents:
            http:
              url: "https://documents.example/notes/{id}"
              method: PUT
              auth: { bearer: "${secret:documents}" }
        """;
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new Server();
    }
}

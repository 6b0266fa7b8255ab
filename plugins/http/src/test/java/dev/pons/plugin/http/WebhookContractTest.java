package dev.pons.plugin.http;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contracts of a listener, at a generated address. */
class WebhookContractTest extends ListenerContract {

    /** Addresses by port: each is shown once. */
    private final Map<Integer, String> paths = new ConcurrentHashMap<>();

    @Override
    protected SourceType<?> type() {
        return new WebhookSource();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " } }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 8080, max-body: very, time: soon }";
    }

    @Override
    protected String example() {
        return """
        source:
          webhook:
            listen: { port: 8080 }
            access: { hmac: { secret: "${secret:laboratory}", header: X-Hub-Signature-256 } }
            challenge: { query: hub.challenge }
          format: tck
          duplicates: { by: meta.http.header.x-github-delivery, within: 72h }
        destinations:
          basket: { tck-basket: {} }
        """;
    }

    @Override
    protected SendingPeer peer(int port) throws IOException {
        return HttpListenerContractTest.posting(port, path(port));
    }

    private String path(int port) throws IOException {
        for (var channel : new String[] {"in", "two", "warm"}) {
            try {
                var typed = Typing.of(new WebhookAddress(), channel);
                if (typed.code() == 0) {
                    var address = URI.create(typed.address());
                    paths.put(address.getPort(), address.getPath());
                }
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        return paths.get(port);
    }
}

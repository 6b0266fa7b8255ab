package dev.pons.core.net;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.ListenTls;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.PeerNames;
import dev.pons.core.web.WebServer;
import dev.pons.spi.net.Listen;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLEngine;

/** What a port allows. Times in nanoseconds; {@code idle} 0 = never. */
record Limits(AllowList allow, int connections, long idle, Duration replace, Security security) {

    /** TLS on the port, and where its certificates come from. */
    record Security(Optional<ListenTls> tls, Credentials credentials) {

        /** Lines of the other are as well secured by this; whom it lets in is another question. */
        boolean same(Security other) {
            return tls.map(Security::anyPeer).equals(other.tls.map(Security::anyPeer));
        }

        private static ListenTls anyPeer(ListenTls tls) {
            return new ListenTls(tls.identity(), tls.trust(), List.of(), tls.oldest());
        }

        /** For a connection that came in; empty: it is open. */
        Optional<SSLEngine> engine() throws IOException {
            return tls.isPresent() ? Optional.of(credentials.forPort(tls.get())) : Optional.empty();
        }

        /** Its certificate may come in. */
        boolean allows(PeerNames names) {
            return tls.isEmpty() || names.isOneOf(tls.get().peers());
        }
    }

    /** From the channel file, or the usual ones for tests. */
    static Limits of(Listen port, Credentials credentials) throws IOException {
        if (port instanceof ListenOptions options) {
            return new Limits(
                    new AllowList(options.allow()),
                    options.connections(),
                    Wire.nanos(options.idle()),
                    options.replace(),
                    new Security(options.tls(), credentials));
        }
        return new Limits(
                new AllowList(List.of()),
                100,
                0,
                Duration.ofSeconds(30),
                new Security(Optional.empty(), credentials));
    }

    /** For an HTTP port. */
    WebServer.Socket socket(Listen asked, InetAddress host) {
        return new WebServer.Socket(
                host,
                asked.port(),
                this::allows,
                connections,
                Duration.ofNanos(idle),
                replace,
                security.tls().map(tls -> new WebTls(security)));
    }

    boolean allows(InetAddress peer) {
        return allow.contains(peer);
    }
}

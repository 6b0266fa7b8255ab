package dev.pons.http;

import com.nimbusds.jose.jwk.JWKSet;

import dev.pons.core.web.AccessOptions.Jwt;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;

/** Asks a server for the keys of an issuer (RFC 7517, section 5), each time on a new line. */
final class KeyServer implements IssuerKeys.Fetch {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 1 << 20;

    private final Jwt options;
    private final Ports lines;

    KeyServer(Jwt options, Ports lines) {
        this.options = options;
        this.lines = lines;
    }

    /** {@code IOException}: in words for operators; nothing of what came is in them. */
    @Override
    public JWKSet get() throws IOException {
        var uri = URI.create(options.jwks());
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        var host = uri.getHost().replaceAll("^\\[|]$", "");
        try (var line = lines.dial(Peer.of(host, port))) {
            var until = Instant.now().plus(PATIENCE);
            line.deadline(until);
            if (secure) {
                lines.secure(line, options.tls(), host, until);
            }
            return JWKSet.parse(asked(line, uri));
        } catch (ParseException e) {
            throw new IOException(host + " answered with something that is no set of keys", e);
        }
    }

    private static String asked(Connection line, URI uri) throws IOException {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var request =
                "GET "
                        + path
                        + query
                        + " HTTP/1.1\r\nHost: "
                        + uri.getRawAuthority()
                        + "\r\nUser-Agent: Pons\r\nAccept: application/jwk-set+json,"
                        + " application/json\r\nConnection: close\r\n\r\n";
        line.out().write(request.getBytes(StandardCharsets.US_ASCII));
        line.out().flush();
        var answer = new Answered();
        answer.read(line.in());
        if (answer.status != 200 || !answer.whole) {
            throw new IOException(
                    uri.getHost() + " answered with " + answer.status + ", and not with its keys");
        }
        return answer.body.toString(StandardCharsets.UTF_8);
    }

    /** One answer, as Jetty reads it. */
    private static final class Answered implements HttpParser.ResponseHandler {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private boolean whole;

        void read(InputStream in) throws IOException {
            var parser = new HttpParser(this);
            var some = new byte[8192];
            while (!whole && !parser.isClosed()) {
                int n = in.read(some);
                if (n < 0) {
                    parser.atEOF();
                }
                var bytes = ByteBuffer.wrap(some, 0, Math.max(0, n));
                do {
                    parser.parseNext(bytes);
                } while (bytes.hasRemaining() && !whole && !parser.isClosed());
                if (body.size() > MOST) {
                    throw new IOException("more came than a set of keys has");
                }
            }
        }

        @Override
        public void startResponse(HttpVersion version, int code, String reason) {
            status = code;
        }

        @Override
        public void parsedHeader(HttpField field) {
            // the parser reads those that it needs
        }

        @Override
        public boolean headerComplete() {
            return false;
        }

        @Override
        public boolean content(ByteBuffer part) {
            while (part.hasRemaining()) {
                body.write(part.get());
            }
            return false;
        }

        @Override
        public boolean contentComplete() {
            return false;
        }

        @Override
        public boolean messageComplete() {
            whole = true;
            return true;
        }

        @Override
        public void earlyEOF() {
            whole = false;
        }
    }
}

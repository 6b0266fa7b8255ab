package dev.pons.http;

import dev.pons.core.web.WebServer.Claim;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.Route;
import dev.pons.spi.http.StatusException;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One request of Jetty's, as a plugin sees it. */
final class JettyExchange implements Exchange {

    private static final String PARTS = "multipart/form-data";

    private final Request request;
    private final Answer answer;
    private final Claim claim;
    private final Map<String, String> variables;
    private Gate.@Nullable Caller caller;
    private @Nullable Multipart parts;

    JettyExchange(Request request, Answer answer, Claim claim, Map<String, String> variables) {
        this.request = request;
        this.answer = answer;
        this.claim = claim;
        this.variables = variables;
    }

    /** Whom the gate let in. */
    JettyExchange by(Gate.Caller whom) {
        caller = whom;
        return this;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return String.valueOf(request.getHttpURI().getDecodedPath());
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public Map<String, List<String>> query() {
        try {
            return Decoding.query(request.getHttpURI().getQuery());
        } catch (StatusException e) {
            return Map.of();
        }
    }

    /** {@link #query} can be read. */
    void check() throws StatusException {
        Decoding.query(request.getHttpURI().getQuery());
    }

    @Override
    public Map<String, List<String>> headers() {
        var all = new LinkedHashMap<String, List<String>>();
        for (var field : request.getHeaders()) {
            var name = field.getLowerCaseName();
            if (caller == null || !caller.gate().hides(name)) {
                all.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(String.valueOf(field.getValue()));
            }
        }
        return all;
    }

    @Override
    public Optional<String> header(String name) {
        return caller != null && caller.gate().hides(name.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public Optional<String> user() {
        return Optional.ofNullable(caller)
                .map(Gate.Caller::name)
                .filter(name -> !name.equals(Gate.ANYONE));
    }

    @Override
    public boolean isSure() {
        return caller == null || caller.signature() == null;
    }

    @Override
    public String peer() {
        var peer = (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        var host = peer.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + peer.getPort();
    }

    @Override
    public Optional<String> subject() {
        return claim.socket().tls().flatMap(tls -> Opening.session(request).flatMap(tls::subject));
    }

    private Route.Limits limits() {
        return claim.route().limits();
    }

    @Override
    public InputStream body() throws IOException {
        if (request.getLength() > limits().body()) {
            throw BodyStream.tooLong(limits());
        }
        var signature = caller == null ? null : caller.signature();
        var in = new BodyStream(Content.Source.asInputStream(request), limits(), signature);
        return switch (encoding()) {
            case "", "identity" -> in;
            case "gzip", "x-gzip" -> unpacked(in);
            default ->
                    throw new StatusException(
                            415, "bodies are taken as they are or packed with gzip");
        };
    }

    private String encoding() {
        var said = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        return said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
    }

    /** Its length is bounded again: little can become much. */
    private InputStream unpacked(InputStream in) throws IOException {
        try {
            return new BodyStream(new Unpacked(in), limits(), null);
        } catch (ZipException | EOFException e) {
            throw new StatusException(400, "the body is not packed with gzip");
        }
    }

    /** Reads to the end of what is below, so that a signature is looked at. */
    private static final class Unpacked extends InputStream {

        private final InputStream below;
        private final GZIPInputStream in;

        private Unpacked(InputStream below) throws IOException {
            this.below = below;
            this.in = new GZIPInputStream(below);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int some = in.read(bytes, from, length);
                if (some < 0) {
                    below.transferTo(OutputStream.nullOutputStream());
                }
                return some;
            } catch (ZipException | EOFException e) {
                throw new StatusException(400, "the body is not packed with gzip");
            }
        }
    }

    @Override
    public boolean hasParts() {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(PARTS);
    }

    @Override
    public Optional<Part> nextPart() throws IOException {
        if (parts == null) {
            var type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
            parts = new Multipart(body(), Multipart.boundary(type));
        }
        return parts.next();
    }

    @Override
    public OutputStream answer(int status, Map<String, String> headers, long length)
            throws IOException {
        return answer.begin(status, headers, length);
    }

    @Override
    public void problem(int status, String detail, Map<String, String> members) throws IOException {
        boolean soon = status == 503 || status == 429;
        answer.problem(status, detail, members, soon ? Map.of("Retry-After", "1") : Map.of());
    }
}

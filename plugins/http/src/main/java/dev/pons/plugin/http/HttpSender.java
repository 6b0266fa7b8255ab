package dev.pons.plugin.http;

import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Payload;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends each message as one request, on a line of the kernel's that is kept while the server keeps
 * it. A line on which something may still come is closed.
 */
final class HttpSender implements Destination {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    /** Options of the destination. */
    @Name("http")
    @Doc("Sends messages over HTTP and waits for the answer to each")
    public record Options(
            @Doc("Address, http:// or https://; values in it are escaped") @Place("url")
                    Template url,
            @Doc("GET, HEAD, POST, PUT, PATCH or DELETE; GET, HEAD and DELETE send no body")
                    @Default("POST")
                    String method,
            @Doc("Fields of the query, behind those in the address; values are escaped")
                    @Place("url")
                    @Default("{}")
                    Map<String, Template> query,
            @Doc("Header fields") @Default("{}") Map<String, Template> headers,
            @Doc("Media type of the body; empty: by its first bytes JSON, XML, HL7 v2, or bytes")
                    @Default("")
                    String type,
            @Doc("Who we are: basic, key, bearer, oauth, hmac") @Default("{}") Auth auth,
            @Doc("Proxy to go through: host:port") Optional<Peer> proxy,
            @Doc(
                            "TLS with an https address; without, the server's certificate must be of an authority that Java trusts")
                    Optional<Tls> tls,
            @Doc("Longest time to wait for the answer; then the result is unknown") @Default("30s")
                    Duration timeout,
            @Doc("Keep the connection open between messages") @Default("true") boolean keepOpen,
            @Doc("Longest body of an answer taken")
                    @Default("16MB")
                    @Range(min = 1024, max = 1073741824)
                    long maxAnswer,
            @Doc("Header field with a key that is the same at each attempt; empty: none")
                    @Default("Idempotency-Key")
                    String idempotency) {}

    private final Options options;
    private final Line.Way way;
    private final @Nullable Tokens tokens;
    private volatile @Nullable Line line;
    private volatile @Nullable Line asking;

    HttpSender(Options options, Context context) {
        if (!METHODS.contains(options.method())) {
            throw new IllegalArgumentException(
                    "\"method\" is one of GET, HEAD, POST, PUT, PATCH, DELETE");
        }
        this.options = options;
        this.way = new Line.Way(Ports.of(context), options.proxy(), options.tls());
        this.tokens = options.auth().oauth().map(o -> new Tokens(o, way)).orElse(null);
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws Exception {
        Target target;
        try {
            target = Target.of(attempt.text(options.url())).with(query(attempt));
        } catch (IllegalArgumentException e) {
            return Delivery.rejected("the address of this message is none: " + e.getMessage());
        }
        var due = due(attempt);
        boolean cached = tokens != null && tokens.isCached();
        Request request;
        try {
            request = request(message, attempt, target, due);
        } catch (NotSentException e) {
            throw e;
        } catch (IOException e) {
            return Delivery.rejected("the message cannot be read: " + e.getMessage());
        }
        for (var header : request.headers().entrySet()) {
            if (!Request.isHeader(header.getKey(), header.getValue())) {
                return Delivery.rejected(
                        "a header field of this message would have a line break or a character"
                                + " that is none of a header; change it in a step");
            }
        }
        return sent(new Sending(request, cached, due), attempt);
    }

    private String query(Attempt attempt) {
        return options.query().entrySet().stream()
                .map(
                        field ->
                                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                                        + "="
                                        + attempt.text(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Request request(Message message, Attempt attempt, Target target, Instant due)
            throws IOException {
        boolean bare = WITHOUT_BODY.contains(options.method());
        var headers = new LinkedHashMap<String, String>();
        headers.put("User-Agent", "Pons");
        headers.put("Accept", "*/*");
        if (!bare) {
            headers.put("Content-Type", type(message));
        }
        if (!options.idempotency().isEmpty()) {
            headers.put(options.idempotency(), attempt.key());
        }
        var body = bare ? Payload.of(new byte[0]) : message.body();
        Credentials.add(options.auth(), headers, body);
        if (tokens != null) {
            headers.put("Authorization", "Bearer " + tokens.get(due, l -> asking = l));
        }
        options.headers().forEach((name, text) -> headers.put(name, attempt.text(text)));
        return new Request(options.method(), target, headers, bare ? null : body);
    }

    private String type(Message message) throws IOException {
        if (!options.type().isEmpty()) {
            return options.type();
        }
        try (var in = message.body().open()) {
            return MediaTypes.of(in.readNBytes(256));
        }
    }

    /**
     * A request on its way.
     *
     * @param cached its token was got for an earlier one
     */
    private record Sending(Request request, boolean cached, Instant due) {}

    private Delivery sent(Sending sending, Attempt attempt) throws NotSentException {
        var request = sending.request();
        var due = sending.due();
        var open = fresh(request.target(), due);
        boolean keeps = false;
        try {
            var response =
                    open.ask(
                            request,
                            options.keepOpen(),
                            options.proxy().isPresent(),
                            options.maxAnswer(),
                            due);
            keeps = response.keeps() && options.keepOpen();
            if (response.status() == 401 && tokens != null && sending.cached()) {
                tokens.forget();
                return Delivery.retry("the server answered 401; a new token is asked for")
                        .with(response.message());
            }
            return Outcome.of(response, attempt);
        } catch (SocketTimeoutException e) {
            return Delivery.unknown("no answer within " + options.timeout().toSeconds() + "s");
        } catch (EOFException e) {
            return Delivery.unknown("the server closed the connection without an answer");
        } catch (IOException e) {
            return Delivery.unknown("the connection broke before the answer came");
        } finally {
            if (!keeps) {
                drop();
            }
        }
    }

    /** The kept line if it is as we left it, else a new one. */
    private Line fresh(Target target, Instant due) throws NotSentException {
        var kept = line;
        if (kept != null && kept.serves(target)) {
            return kept;
        }
        drop();
        var opened = Line.open(way, target, due);
        line = opened;
        return opened;
    }

    private Instant due(Attempt attempt) {
        var own = Instant.now().plus(options.timeout());
        return attempt.deadline().isBefore(own) ? attempt.deadline() : own;
    }

    private void drop() {
        var open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    /** Without letting go of it: the sending thread sees the failure and drops the line. */
    @Override
    public void abort() {
        var open = line;
        if (open != null) {
            open.close();
        }
        var token = asking;
        if (token != null) {
            token.close();
        }
    }

    @Override
    public void close() {
        drop();
    }
}

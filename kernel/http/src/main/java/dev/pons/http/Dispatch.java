package dev.pons.http;

import dev.pons.core.web.WebServer;
import dev.pons.spi.http.StatusException;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Brings a request to its route: path, method, address, rate and credentials are looked at in this
 * order, all before a byte of the body is read.
 */
final class Dispatch extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(JettyWeb.class);
    private static final Map<String, String> SOON = Map.of("Retry-After", "1");

    private final RouteTable routes;
    private final Connections connections;

    Dispatch(RouteTable routes, Connections connections) {
        this.routes = routes;
        this.connections = connections;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var connection = request.getConnectionMetaData().getConnection();
        connections.begins(connection);
        // a handler that waits for a peer is no silence of the caller's
        request.addIdleTimeoutListener(silence -> false);
        var failure = served(request, new Answer(request, response));
        connections.ends(connection);
        if (failure == null) {
            callback.succeeded();
        } else {
            callback.failed(failure);
        }
        return true;
    }

    /** Null: its answer is out. */
    private @Nullable Exception served(Request request, Answer answer) {
        try {
            serve(request, answer);
            answer.finish();
            return null;
        } catch (IOException | RuntimeException e) {
            LOG.debug("an answer did not go out: {}", e.getClass().getSimpleName());
            return e;
        }
    }

    private void serve(Request request, Answer answer) throws IOException {
        var path = segments(request);
        var found = routes.find(path, request.getMethod());
        var cors = new Cors(routes, path);
        if (cors.isAsked(request) && found.claimed() == null) {
            cors.answer(request, answer);
            return;
        }
        var claimed = found.claimed();
        if (claimed == null && found.methods().isEmpty()) {
            answer.problem(404, "nothing is served at this path", Map.of(), Map.of());
        } else if (claimed == null) {
            answer.problem(
                    405,
                    "this path serves other methods",
                    Map.of(),
                    Map.of("Allow", String.join(", ", found.methods())));
        } else {
            Cors.allow(claimed.route(), request, answer);
            enter(new Call(claimed, found.variables()), request, answer);
        }
    }

    /** A route and what its path says. */
    private record Call(Claimed claimed, Map<String, String> variables) {}

    private static List<String> segments(Request request) {
        var path = request.getHttpURI().getCanonicalPath();
        return path == null || path.length() < 2
                ? List.of()
                : Arrays.stream(path.substring(1).split("/", -1)).map(Decoding::percent).toList();
    }

    private void enter(Call call, Request request, Answer answer) throws IOException {
        var claim = call.claimed().claim();
        var peer = peer(request);
        if (!claim.socket().allows().test(peer.getAddress())) {
            claim.refusals().add("allow", peer.getAddress(), "not in the list of allowed peers");
            answer.problem(403, "this address may not call here", Map.of(), Map.of());
        } else if (!mayCall(claim, request)) {
            claim.refusals()
                    .add("allow", peer.getAddress(), "its certificate is not in the list of peers");
            answer.problem(403, "this certificate may not call here", Map.of(), Map.of());
        } else if (!call.claimed().rate().passes()) {
            answer.problem(429, "too many requests in a second", Map.of(), SOON);
        } else if (!call.claimed().enter(() -> cut(request))) {
            another(call, request, answer);
        } else {
            try {
                handle(call, peer, request, answer);
            } finally {
                call.claimed().leave();
            }
        }
    }

    /** What was found stopped taking requests just now: its successor does, if there is one. */
    private void another(Call call, Request request, Answer answer) throws IOException {
        var found = routes.find(segments(request), request.getMethod());
        var claimed = found.claimed();
        if (claimed == null || claimed == call.claimed()) {
            answer.problem(503, "nothing is taken here now", Map.of(), SOON);
        } else {
            enter(new Call(claimed, found.variables()), request, answer);
        }
    }

    private static boolean mayCall(WebServer.Claim claim, Request request) {
        var tls = claim.socket().tls();
        return tls.isEmpty() || Opening.session(request).filter(tls.get()::allows).isPresent();
    }

    private static void cut(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private static InetSocketAddress peer(Request request) {
        return (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
    }

    private static void handle(Call call, InetSocketAddress peer, Request request, Answer answer)
            throws IOException {
        var gate = call.claimed().gate();
        try {
            var caller = gate.caller(request.getHeaders());
            if (caller.isEmpty()) {
                throw new StatusException(401, Gate.NEEDED);
            }
            var exchange =
                    new JettyExchange(request, answer, call.claimed().claim(), call.variables());
            exchange.check();
            call.claimed().handler().handle(exchange.by(caller.get()));
            if (!answer.begun()) {
                answer.problem(500, "no answer was made", Map.of(), Map.of());
            }
        } catch (StatusException e) {
            if (e.status() == 401) {
                var claim = call.claimed().claim();
                claim.refusals()
                        .add("access", peer.getAddress(), "called without valid credentials");
            }
            say(answer, e, more(e, gate));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (Exception | LinkageError e) {
            say(answer, new StatusException(500, "the request failed here"), Map.of());
            LOG.debug("a request failed: {}", e.getClass().getSimpleName());
        }
    }

    /** RFC 9110, sections 11.6.1 and 10.2.3; RFC 6750, section 3.1. */
    private static Map<String, String> more(StatusException said, Gate gate) {
        return switch (said.status()) {
            case 401, 403 -> Map.of("WWW-Authenticate", gate.challenge());
            case 503 -> SOON;
            default -> Map.of();
        };
    }

    /** Where the answer has begun, its end is missing: the connection is closed. */
    private static void say(Answer answer, StatusException why, Map<String, String> headers)
            throws IOException {
        LOG.debug("a request ended with {}", why.status());
        if (answer.begun()) {
            throw new IOException("the answer broke off", why);
        }
        answer.problem(why.status(), String.valueOf(why.getMessage()), Map.of(), headers);
    }
}

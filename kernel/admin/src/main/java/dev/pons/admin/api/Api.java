package dev.pons.admin.api;

import dev.pons.admin.audit.Deed;
import dev.pons.admin.door.Caller;
import dev.pons.admin.door.DoorException;
import dev.pons.admin.door.Entry;
import dev.pons.admin.door.Permission;
import dev.pons.admin.door.Role;
import dev.pons.admin.json.JsonException;
import dev.pons.core.control.ControlException;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;
import dev.pons.spi.http.StatusException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers requests to {@code /api/v1}: who calls is asked first, then whether it may, then the body
 * is read, what is to be kept is kept, and only then the operation runs. Any thread.
 */
public final class Api implements Handler {

    /** What all paths begin with. */
    static final String ROOT = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final Route.Limits LIMITS = new Route.Limits(4 << 20, Duration.ofSeconds(30), 0);

    /** What a browser says of a request that a page of somebody else makes. */
    private static final Set<String> OTHERS = Set.of("cross-site", "same-site");

    private final Services on;
    private final Operations operations;

    /** Not served yet. */
    public Api(Services on) {
        this.on = on;
        this.operations = Operations.on(on);
    }

    /** Where to serve it. */
    public Route route() {
        return Route.at(ROOT + "/**")
                .methods(List.of("GET", "POST", "PUT", "DELETE"))
                .limits(LIMITS);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        reply(exchange).send(exchange);
    }

    private Reply reply(Exchange exchange) {
        try {
            return admitted(exchange);
        } catch (ApiException e) {
            return Reply.problem(e.status(), String.valueOf(e.getMessage()));
        } catch (JsonException e) {
            return Reply.problem(400, String.valueOf(e.getMessage()));
        } catch (ControlException e) {
            return Reply.problem(e.isUnknown() ? 404 : 409, String.valueOf(e.getMessage()));
        } catch (DoorException e) {
            return Reply.problem(e.isUnknown() ? 404 : 409, String.valueOf(e.getMessage()));
        } catch (StatusException e) {
            return Reply.problem(e.status(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error("the administration cannot serve: {}", e.getMessage());
            return Reply.problem(503, "nothing was done: the log says what cannot be written");
        } catch (RuntimeException e) {
            LOG.error("a request to the administration failed: {}", e.getClass().getName());
            LOG.debug("it failed here", e);
            return Reply.problem(500, "the request failed here; the log says more");
        }
    }

    private Reply admitted(Exchange exchange) throws ApiException, JsonException, IOException {
        var address = exchange.peer().replaceFirst(":[0-9]+$", "");
        var shown = exchange.header("Authorization").orElse("");
        Entry entry;
        try {
            entry = on.doors().enter(shown, address);
        } catch (DoorException busy) {
            return Reply.problem(503, String.valueOf(busy.getMessage())).with("Retry-After", "1");
        }
        if (entry instanceof Entry.Open open) {
            return run(exchange, open.caller());
        }
        if (entry instanceof Entry.Closed closed && !closed.why().isEmpty()) {
            on.audit().add(new Deed("", address, "", "came to the door", "", closed.why()));
        }
        return outside(entry);
    }

    private static Reply outside(Entry entry) {
        if (entry instanceof Entry.Locked locked) {
            return Reply.problem(429, "too many attempts failed; wait")
                    .with("Retry-After", Long.toString(locked.left().toSeconds() + 1));
        }
        return Reply.problem(401, "a user with password, or a token, is needed here")
                .with(
                        "WWW-Authenticate",
                        "Basic realm=\"pons\", charset=\"UTF-8\", Bearer realm=\"pons\"");
    }

    private Reply run(Exchange exchange, Caller caller)
            throws ApiException, JsonException, IOException {
        if (exchange.header("Sec-Fetch-Site").filter(OTHERS::contains).isPresent()) {
            throw new ApiException(403, "pages of other sites may not call here");
        }
        var segments = segments(exchange.path());
        var found = operations.find(exchange.method(), segments);
        var operation = found.operation();
        var what = operation.method() + " /" + String.join("/", segments);
        try {
            mayAsk(operation, caller, Call.why(exchange));
        } catch (ApiException e) {
            keep(caller, what, Call.why(exchange), "refused");
            throw e;
        }
        knowsFields(operation, exchange);
        var call = Call.of(exchange, caller, found.variables(), body(operation, exchange));
        if (!operation.isKept() && call.field("text").isEmpty()) {
            return operation.act().run(call);
        }
        var to = call.field("destination").map(d -> " " + d).orElse("");
        keep(caller, what + to, call.why(), "ordered");
        try {
            return operation.act().run(call);
        } catch (ControlException | DoorException | ApiException | JsonException e) {
            keep(caller, what + to, call.why(), "was not done");
            throw e;
        }
    }

    private static List<String> segments(String path) {
        return path.startsWith(ROOT + "/")
                ? Arrays.asList(path.substring(ROOT.length() + 1).split("/", -1))
                : List.of();
    }

    private void keep(Caller caller, String what, String why, String outcome) throws IOException {
        on.audit().add(new Deed(caller.user(), caller.from(), caller.by(), what, why, outcome));
    }

    private static void mayAsk(Operation operation, Caller caller, String why) throws ApiException {
        Role role = caller.role();
        boolean content = operation.permission() == Permission.CONTENT;
        boolean withReason = content && role.may(Permission.CONTENT_WITH_REASON);
        if (!role.may(operation.permission()) && !withReason) {
            throw new ApiException(
                    403, "the role " + role + " does not have the right " + operation.permission());
        }
        boolean asksWhy = operation.reason() || !role.may(operation.permission());
        if (asksWhy && why.isEmpty()) {
            throw new ApiException(
                    operation.reason() ? 400 : 403,
                    "say why in the header field " + Call.REASON + "; it is kept");
        }
    }

    private static void knowsFields(Operation operation, Exchange exchange) throws ApiException {
        var known = operation.query().stream().map(Parameter::name).collect(Collectors.toSet());
        if (!known.containsAll(exchange.query().keySet())) {
            throw new ApiException(
                    400,
                    known.isEmpty()
                            ? "this operation has no fields of the query"
                            : "the fields of the query are " + String.join(", ", known));
        }
    }

    private static byte[] body(Operation operation, Exchange exchange)
            throws ApiException, IOException {
        var media = operation.in().media();
        if (!media.isEmpty()) {
            var given = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (!given.split(";", -1)[0].strip().equals(media)) {
                throw new ApiException(415, "send this with Content-Type: " + media);
            }
        }
        try (var in = exchange.body()) {
            return in.readAllBytes();
        }
    }
}

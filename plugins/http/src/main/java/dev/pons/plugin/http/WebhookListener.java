package dev.pons.plugin.http;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Spool;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.http.Access;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.Route;
import dev.pons.spi.http.Routes;
import dev.pons.spi.net.Listen;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Takes a message with each request to an address that has a secret in it. For who does not know
 * it, nothing is there; who does is asked for what {@code access} says, before a message is made.
 */
final class WebhookListener implements Listener {

    private static final String TOKEN = "token";

    /** Options of the source. */
    @Name("webhook")
    @Doc("Takes messages at a generated address that nobody can guess; webhook:address shows it")
    public record Options(
            @Doc("Where to listen: a port, or host:port; several channels may name one")
                    Listen listen,
            @Doc("Path before the part that is generated") @Default("/webhook") String path,
            @Doc("What is asked beside the address: hmac, keys, basic, jwt; open: nothing")
                    @Default("{}")
                    Access access,
            @Doc("How a sender that asks whether somebody is there is answered") @Default("{}")
                    Challenge challenge,
            @Doc(
                            "What stands before the path for senders, as https://hooks.example; empty: host and port of listen")
                    @Default("")
                    String outside,
            @Doc("Longest body taken, unpacked; a longer one is answered with 413")
                    @Default("16MB")
                    @Range(min = 1024, max = 1099511627776L)
                    long maxBody,
            @Doc("Longest time for a body to come in") @Default("60s") Duration time,
            @Doc("Most requests in a second; more are answered with 429; 0: any number")
                    @Default("0")
                    @Range(min = 0, max = 1000000)
                    int rate) {}

    private final Options options;
    private final Context context;
    private final Route posts;
    private final Taking taking;
    private volatile @Nullable SecretAddress address;

    WebhookListener(Options options, Context context) {
        this.options = options;
        this.context = context;
        this.posts =
                Route.at(options.path().replaceFirst("/$", "") + "/{" + TOKEN + "}")
                        .access(options.access())
                        .limits(new Route.Limits(options.maxBody(), options.time(), options.rate()))
                        .secret(TOKEN, this::isKnown);
        this.taking = new Taking(Spool.of(context), "");
    }

    private boolean isKnown(String token) {
        var now = address;
        return now != null && now.is(token);
    }

    @Override
    public void start(Intake intake) throws Exception {
        address = SecretAddress.of(intake, context.clock());
        var routes = Routes.of(context);
        routes.serve(options.listen(), posts, exchange -> take(exchange, intake));
        if (!options.challenge().query().isEmpty()) {
            // who asks this has no signature yet: knowing the address is enough
            routes.serve(
                    options.listen(),
                    posts.methods(List.of("GET")).access(Access.everyone()),
                    options.challenge()::echo);
        }
        Webhooks.add(context.name(), this);
    }

    private void take(Exchange exchange, Intake intake) throws Exception {
        taking.take(exchange, facts(exchange), intake, options.challenge()::answers);
    }

    /** The secret of the address is none of them. */
    private Map<String, String> facts(Exchange exchange) {
        var facts = Facts.of(exchange);
        facts.remove("http.path." + TOKEN);
        facts.put("http.path", options.path());
        return facts;
    }

    /** Null: it is not started. */
    @Nullable SecretAddress address() {
        return address;
    }

    /** The whole address, for who may know it. */
    String with(String token) {
        var listen = options.listen();
        var host = listen.host().indexOf(':') < 0 ? listen.host() : "[" + listen.host() + "]";
        var outside =
                options.outside().isEmpty()
                        ? (listen.secured() ? "https://" : "http://") + host + ":" + listen.port()
                        : options.outside().replaceFirst("/$", "");
        return outside + posts.path().replace("{" + TOKEN + "}", token);
    }

    @Override
    public void close() {
        Webhooks.remove(context.name(), this);
    }
}

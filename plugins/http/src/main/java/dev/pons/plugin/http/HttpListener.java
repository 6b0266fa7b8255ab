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
import dev.pons.spi.http.Route;
import dev.pons.spi.http.Routes;
import dev.pons.spi.net.Listen;

import java.time.Duration;
import java.util.List;

/** Takes a message with each request that fits its route, and answers it with what became of it. */
final class HttpListener implements Listener {

    /** Options of the source. */
    @Name("http")
    @Doc("Takes messages over HTTP")
    public record Options(
            @Doc("Where to listen: a port, or host:port; several channels may name one")
                    Listen listen,
            @Doc("Path; a segment {name} stands for any one, ** at the end for all below")
                    String path,
            @Doc("Methods that are taken") @Default("[POST]") List<String> methods,
            @Doc("Who may call: open, keys, basic, hmac, jwt") @Default("{}") Access access,
            @Doc("Longest body taken, unpacked; a longer one is answered with 413")
                    @Default("16MB")
                    @Range(min = 1024, max = 1099511627776L)
                    long maxBody,
            @Doc("Longest time for a body to come in") @Default("60s") Duration time,
            @Doc("Most requests in a second; more are answered with 429; 0: any number")
                    @Default("0")
                    @Range(min = 0, max = 1000000)
                    int rate,
            @Doc("Pages whose scripts may call (CORS), as https://host") @Default("[]")
                    List<String> origins,
            @Doc("Part of a form that is the message; empty: the first one with a file name")
                    @Default("")
                    String part) {}

    private final Options options;
    private final Route route;
    private final Routes routes;
    private final Taking taking;

    HttpListener(Options options, Context context) {
        this.options = options;
        this.route =
                Route.at(options.path())
                        .methods(options.methods())
                        .access(options.access())
                        .limits(new Route.Limits(options.maxBody(), options.time(), options.rate()))
                        .origins(options.origins());
        this.routes = Routes.of(context);
        this.taking = new Taking(Spool.of(context), options.part());
    }

    @Override
    public void start(Intake intake) throws Exception {
        routes.serve(options.listen(), route, exchange -> taking.take(exchange, intake));
    }
}

package dev.pons.plugin.http;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.Spool;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.http.Access;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.Route;
import dev.pons.spi.http.Routes;
import dev.pons.spi.http.StatusException;
import dev.pons.spi.net.Listen;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

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
            @Doc("Who may call: open, keys, basic, hmac") @Default("{}") Access access,
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
    private final Spool spool;

    HttpListener(Options options, Context context) {
        this.options = options;
        this.route =
                Route.at(options.path())
                        .methods(options.methods())
                        .access(options.access())
                        .limits(new Route.Limits(options.maxBody(), options.time(), options.rate()))
                        .origins(options.origins());
        this.routes = Routes.of(context);
        this.spool = Spool.of(context);
    }

    @Override
    public void start(Intake intake) throws Exception {
        routes.serve(options.listen(), route, exchange -> take(exchange, intake));
    }

    private void take(Exchange exchange, Intake intake) throws Exception {
        try (var body = new Body(spool)) {
            Map<String, String> facts = Facts.of(exchange);
            try {
                facts.putAll(body.read(exchange, options.part()));
            } catch (StatusException e) {
                refuse(exchange, intake, Message.of(body.first(), facts), e);
                return;
            } catch (IOException e) {
                intake.refuse(
                        Message.of(body.first(), facts),
                        Problem.of("malformed", "the connection ended inside the body"));
                throw e;
            }
            var receipt = intake.submit(Message.of(body.payload(), facts), Answers::own);
            answer(exchange, receipt);
        }
    }

    /** What broke a bound is recorded; what a stranger sent is not. */
    private static void refuse(
            Exchange exchange, Intake intake, Message fragment, StatusException why)
            throws InterruptedException, IOException {
        var words = String.valueOf(why.getMessage());
        if (why.status() == 401) {
            throw why;
        }
        var code = why.status() == 413 ? "too-long" : "malformed";
        var receipt = intake.refuse(fragment, Problem.of(code, words));
        exchange.problem(
                why.status(), words, receipt.id().map(id -> Map.of("id", id)).orElse(Map.of()));
    }

    /** One request has one answer: the first that speaks, or the later one where none does. */
    private static void answer(Exchange exchange, Receipt receipt)
            throws IOException, InterruptedException {
        var reply = receipt.reply();
        var later = receipt.later();
        if (!reply.speaks() && later.isPresent()) {
            reply = awaited(later.get().toCompletableFuture());
        } else {
            later.ifPresent(
                    second -> second.thenAccept(r -> r.lost("over HTTP a request has one answer")));
        }
        if (!reply.speaks()) {
            reply = Reply.answer(Answers.own(receipt));
        }
        try {
            Answers.write(exchange, receipt, reply);
        } catch (IOException e) {
            reply.lost("the connection is gone");
            throw e;
        }
    }

    private static Reply awaited(CompletableFuture<Reply> later) throws InterruptedException {
        try {
            return later.get();
        } catch (ExecutionException never) {
            return Reply.silence();
        }
    }
}

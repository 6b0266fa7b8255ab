package dev.pons.plugin.http;

import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.Spool;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.StatusException;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Takes one request as a message, and answers it with what became of it.
 *
 * @param part of a form that is the message; empty: the first with a file name
 */
record Taking(Spool spool, String part) {

    /** Looks at a request whose body was read. */
    @FunctionalInterface
    interface Look {

        /** It is no message, and was answered. */
        boolean answers(Exchange exchange, byte[] body) throws IOException;
    }

    void take(Exchange exchange, Intake intake) throws IOException, InterruptedException {
        take(exchange, Facts.of(exchange), intake, (request, body) -> false);
    }

    /**
     * The same.
     *
     * @param facts of the message; those of a form are added
     */
    void take(Exchange exchange, Map<String, String> facts, Intake intake, Look first)
            throws IOException, InterruptedException {
        try (var body = new Body(spool)) {
            try {
                facts.putAll(body.read(exchange, part));
            } catch (StatusException e) {
                refuse(exchange, intake, Message.of(body.first(), facts), e);
                return;
            } catch (IOException e) {
                if (exchange.isSure()) {
                    intake.refuse(
                            Message.of(body.first(), facts),
                            Problem.of("malformed", "the connection ended inside the body"));
                }
                throw e;
            }
            if (!first.answers(exchange, body.first())) {
                answer(exchange, intake.submit(Message.of(body.payload(), facts), Answers::own));
            }
        }
    }

    /** What broke a bound is recorded; what a stranger sent is not. */
    private static void refuse(
            Exchange exchange, Intake intake, Message fragment, StatusException why)
            throws InterruptedException, IOException {
        var words = String.valueOf(why.getMessage());
        if (why.status() == 401 || !exchange.isSure()) {
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

package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Acknowledge;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Given;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What the sender of a message is told: by the format, shaped by the channel's reply steps, and
 * recorded where more than "stored" is said. On the thread of the source, or one that may wait.
 */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    /** So many entries behind a message are read to learn its fate. */
    private static final int NEAR = 100_000;

    /** Reply steps find it as {@code meta.result}. */
    private static final String RESULT = "result";

    private final Kit kit;
    private final String channel;
    private final Set<Fate> waiting = ConcurrentHashMap.newKeySet();

    Answering(Kit kit, String channel) {
        this.kit = kit;
        this.channel = channel;
    }

    /**
     * A message that was submitted to one version; its bytes outlive the call, if it is kept.
     *
     * @param otherwise the source's own answer, where the format has none; null: silence then
     */
    record Request(
            Program program, Message message, @Nullable Function<Receipt, Message> otherwise) {

        boolean recorded() {
            return program.file().source().answer().acknowledge() != Acknowledge.STORED;
        }
    }

    /** What a message's sender waits for; empty: that it is stored. */
    static Optional<Fate> fate(Program program) {
        var asked = program.file().source().answer();
        return asked.acknowledge() == Acknowledge.STORED
                ? Optional.empty()
                : Optional.of(new Fate(asked));
    }

    /** From now on the journal tells what becomes of the message, until that is known. */
    void watch(long message, Fate fate) {
        var fates = kit.recorder().fates();
        waiting.add(fate);
        fates.watch(message, fate);
        fate.end()
                .whenComplete(
                        (verdict, never) -> {
                            fates.forget(message, fate);
                            waiting.remove(fate);
                        });
    }

    /**
     * The same for a message that came earlier: what the journal says of it already is read, as far
     * as it stands near it; what comes is told.
     */
    void follow(long message, Fate fate) {
        watch(message, fate);
        try (var reader = kit.store().follow(message).withContent()) {
            for (int n = 0; n < NEAR && !fate.end().isDone() && reader.next(0); n++) {
                if (Fates.about(reader.entry()) == message) {
                    Fates.tell(fate, reader.entry());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("{}: what was said of a message cannot be read", channel);
        }
    }

    /** Who has waited since before then ({@code nanoTime}) is told what is known. */
    void giveUp(long before) {
        waiting.stream().filter(f -> f.since() - before < 0).forEach(Fate::giveUp);
    }

    /** A receipt with what is known of the message until then; nobody is told. */
    static Receipt waited(Receipt receipt, @Nullable Fate fate, long until) {
        return fate == null || !receipt.kept() ? receipt : fate.await(until).on(receipt);
    }

    /**
     * The receipt with all that the sender will be told.
     *
     * @param fate what it waits for; null: nothing
     * @param until as {@code nanoTime}
     */
    Receipt answer(Request request, Receipt receipt, @Nullable Fate fate, long until) {
        var accept = accept(request, receipt);
        if (accept.isEmpty()) {
            return fate == null || !receipt.kept()
                    ? told(request, receipt, null)
                    : told(request, receipt, fate.await(until));
        }
        if (!receipt.kept() || fate == null) {
            return both(receipt, accept.get(), told(request, receipt, null).reply());
        }
        return twoAnswers(request, receipt, fate, until);
    }

    /**
     * Where the format has an answer for taking over: that when the steps ran, the result later.
     */
    private Receipt twoAnswers(Request request, Receipt kept, Fate fate, long until) {
        var checked = fate.awaitSteps(until);
        var receipt = checked.on(kept);
        var what = receipt.kept() ? "taken over" : checked.words();
        var accept =
                accept(request, receipt)
                        .map(r -> recorded(request, kept, what, r))
                        .orElse(Reply.silence());
        if (!receipt.kept() && accept.speaks()) {
            return receipt.with(accept);
        }
        if (checked == Verdict.UNKNOWN || fate.end().isDone()) {
            var verdict = checked == Verdict.UNKNOWN ? checked : fate.await(until);
            return both(receipt, accept, told(request, kept, verdict).reply());
        }
        return receipt.with(accept).then(later(request, kept, fate, until));
    }

    private CompletableFuture<Reply> later(Request request, Receipt kept, Fate fate, long until) {
        var later = new CompletableFuture<Reply>();
        long left = Math.max(1, until - System.nanoTime());
        var limit = kit.threads().clock().schedule(fate::giveUp, left, TimeUnit.NANOSECONDS);
        fate.end()
                .whenCompleteAsync(
                        (verdict, never) -> {
                            limit.cancel(false);
                            later.complete(told(request, kept, verdict).reply());
                        },
                        kit.threads().waiting());
        return later;
    }

    /** Two answers that are known at once, of which one or both may be silence. */
    private static Receipt both(Receipt receipt, Reply first, Reply second) {
        if (!first.speaks() || !second.speaks()) {
            return receipt.with(first.speaks() ? first : second);
        }
        return receipt.kept()
                ? receipt.with(first).then(CompletableFuture.completedFuture(second))
                : receipt.with(first);
    }

    private Optional<Reply> accept(Request request, Receipt receipt) {
        try {
            return Fence.call(() -> request.program().format().accept(request.message(), receipt));
        } catch (Exception e) {
            LOG.error("{}: the format cannot answer: {}", channel, Fence.words(e));
            return Optional.empty();
        }
    }

    /** The receipt with the answer for its result; no verdict: what the receipt says is all. */
    private Receipt told(Request request, Receipt kept, @Nullable Verdict verdict) {
        var receipt = verdict == null ? kept : verdict.on(kept);
        var plain = plain(request, receipt, verdict == null ? null : verdict.response());
        var known = verdict == null ? Verdict.of(Verdict.Kind.DONE, "") : verdict;
        boolean shaped =
                plain.kind() == Reply.Kind.ANSWER
                        && kept.kept()
                        && !request.program().front().reply().isEmpty();
        if (!shaped) {
            return receipt.with(recorded(request, kept, known.words(), plain));
        }
        try {
            var reply = Fence.call(() -> shaped(request, kept, known, plain));
            return receipt.with(recorded(request, kept, known.words(), reply));
        } catch (Exception e) {
            var words = known.words() + "; reply steps failed, the plain answer went: ";
            return receipt.with(recorded(request, kept, words + Routing.words(e), plain));
        }
    }

    private Reply plain(Request request, Receipt receipt, @Nullable Content response) {
        try {
            return Fence.call(() -> byFormat(request, receipt, response));
        } catch (Exception e) {
            LOG.error("{}: the format cannot answer: {}", channel, Fence.words(e));
            return Reply.silence();
        }
    }

    private static Reply byFormat(Request request, Receipt receipt, @Nullable Content response)
            throws Exception {
        var format = request.program().format();
        var reply =
                response == null
                        ? format.reply(request.message(), receipt)
                        : format.relay(request.message(), Message.of(response));
        var otherwise = request.otherwise();
        return otherwise == null || reply.kind() != Reply.Kind.SILENCE
                ? reply
                : Reply.answer(otherwise.apply(receipt));
    }

    private Reply shaped(Request request, Receipt kept, Verdict verdict, Reply plain)
            throws Exception {
        var program = request.program();
        var flow =
                new Flow(
                                kept.id().orElse(""),
                                request.message(),
                                program.around(),
                                kit.clock().instant(),
                                program.file().zone(),
                                new Given())
                        .answer(
                                Message.of(Payload.of(plain.toBytes()), plain.meta())
                                        .with(RESULT, verdict.word()),
                                verdict.variables());
        var result = program.front().reply().run(flow);
        if (result.kind() != StepResult.Kind.NEXT) {
            throw new IOException("a reply step cannot end an answer: " + result.kind());
        }
        return Reply.answer(flow.message());
    }

    /** The answer, which is recorded if it says more than "stored", and if it is lost. */
    private Reply recorded(Request request, Receipt kept, String what, Reply reply) {
        long id = kept.id().map(i -> Ids.parse(i).orElse(0)).orElse(0L);
        if (!request.recorded() || id == 0 || !kept.kept()) {
            return reply;
        }
        record(id, reply.speaks() ? what : what + "; no answer was asked for", bytes(reply));
        return reply.whenLost(why -> record(id, "not told: " + why, null));
    }

    private void record(long id, String what, @Nullable Content bytes) {
        var entry = new Entry.Answered(id, kit.clock().millis(), what, bytes);
        kit.recorder().record(List.of(entry), first -> {});
    }

    private static @Nullable Content bytes(Reply reply) {
        if (reply.kind() != Reply.Kind.ANSWER) {
            return null;
        }
        try {
            return Content.of(reply.toBytes());
        } catch (IOException e) {
            LOG.debug("an answer cannot be kept: {}", e.getClass().getSimpleName());
            return null;
        }
    }
}

package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Outcome.Then;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.Rules.Ended;
import dev.pons.core.language.Steps.StepFailure;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Later;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What follows an attempt that has ended: the channel's rules decide, the journal gets it, then it
 * is done. On the thread that learned it.
 */
final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final Kit kit;
    private final Outlet outlet;
    private final Program.To to;

    /**
     * One that is decided.
     *
     * @param frozen null: the journal cannot be read now, and nothing comes after it
     */
    record Settled(
            Item item,
            @Nullable Frozen frozen,
            Delivery delivery,
            Rules.Verdict verdict,
            Entry.Result result) {

        /** It is done for good, and others come after it. */
        boolean leads() {
            return result.state().isFinal() && frozen != null && frozen.leads();
        }
    }

    Settling(Kit kit, Outlet outlet, Program.To to) {
        this.kit = kit;
        this.outlet = outlet;
        this.to = to;
    }

    /** Decides, in words for the journal; changes nothing. */
    Settled decide(Item item, Frozen frozen, int attempt, Delivery delivery) {
        var now = kit.clock().instant();
        var ended = new Ended(item.message, frozen.variables(), delivery);
        var verdict = to.rules().verdict(ended, now);
        var why = verdict.why();
        Map<String, String> variables = Map.of();
        try {
            if (verdict.then() != Then.RETRY) {
                variables = to.rules().replied(ended, now);
            }
        } catch (Exception e) {
            why = (why.isEmpty() ? "" : why + "; ") + "a reply step failed: " + words(e);
        }
        var state = state(delivery, verdict);
        var result =
                new Entry.Result(
                        item.message,
                        outlet.name,
                        now.toEpochMilli(),
                        attempt,
                        state,
                        state == DeliveryState.HELD && !verdict.blocks(),
                        verdict.kind().name(),
                        why,
                        response(delivery),
                        later(delivery, now),
                        variables);
        return new Settled(item, frozen, delivery, verdict, result);
    }

    private static String words(Exception e) {
        return e instanceof StepFailure ? String.valueOf(e.getMessage()) : Fence.words(e);
    }

    private static DeliveryState state(Delivery delivery, Rules.Verdict verdict) {
        if (delivery.kind() == Delivery.Kind.AWAITING) {
            return DeliveryState.AWAITING;
        }
        return switch (verdict.then()) {
            case DELIVERED -> DeliveryState.DELIVERED;
            case RETRY, STOP -> DeliveryState.QUEUED;
            case HOLD -> DeliveryState.HELD;
            case SKIP -> DeliveryState.SKIPPED;
        };
    }

    private static Later later(Delivery delivery, Instant now) {
        return delivery.kind() == Delivery.Kind.AWAITING
                ? new Later(delivery.correlation(), now.plus(delivery.deadline()).toEpochMilli())
                : Later.NOTHING;
    }

    /** Too old to be sent. */
    Settled expire(Item item, @Nullable Frozen frozen) {
        var now = kit.clock().instant();
        var why = "older than " + age(to.file().attempts().expire().orElse(Duration.ZERO));
        var result =
                new Entry.Result(
                        item.message,
                        outlet.name,
                        now.toEpochMilli(),
                        0,
                        DeliveryState.EXPIRED,
                        false,
                        "EXPIRED",
                        why,
                        null);
        var verdict = new Rules.Verdict(Delivery.Kind.RETRY, Then.SKIP, false, why);
        return new Settled(item, frozen, Delivery.retry(why), verdict, result);
    }

    /** When the oldest that may still be sent was accepted, ms. */
    long oldest() {
        var expire = to.file().attempts().expire();
        return expire.isEmpty() ? Long.MIN_VALUE : outlet.now() - expire.get().toMillis();
    }

    /** The same for times that are known to the second. */
    private long surelyOldest() {
        return oldest() == Long.MIN_VALUE ? Long.MIN_VALUE : oldest() - 999;
    }

    /** Ends what is too old to be sent, also while nothing can be sent. */
    void expireAll() {
        var old = outlet.backlog.overdue(surelyOldest(), Batch.MOST);
        while (!old.isEmpty()) {
            expire(old);
            old = outlet.backlog.overdue(surelyOldest(), Batch.MOST);
        }
    }

    private void expire(List<Backlog.Reserved> old) {
        var all = new ArrayList<Settled>(old.size());
        for (var reserved : old) {
            all.add(expire(reserved.item(), frozen(reserved.item())));
        }
        outlet.record(entries(all), first -> durable(all));
        for (var reserved : old) {
            outlet.backlog.apply(reserved, outlet.backlog::done);
        }
    }

    private @Nullable Frozen frozen(Item item) {
        try {
            return Frozen.read(item, kit);
        } catch (IOException e) {
            LOG.error("{}: {}", outlet.name, e.getMessage());
            return null;
        }
    }

    private static String age(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    /** What the journal gets of them, in their order; a destination that stops among them. */
    List<Entry> entries(List<Settled> all) {
        var entries = new ArrayList<Entry>(all.size());
        for (var settled : all) {
            entries.add(settled.result());
            if (settled.verdict().then() == Then.STOP) {
                entries.add(outlet.stopped(settled.item(), settled.verdict().why()));
            }
        }
        return entries;
    }

    /** They are durable: others may come after them. On the journal's thread. */
    void durable(List<Settled> all) {
        for (var settled : all) {
            if (settled.leads()) {
                outlet.ended(settled);
            }
        }
    }

    /** Does what was decided and written. */
    void apply(Settled settled) {
        var item = settled.item();
        switch (settled.result().state()) {
            case DELIVERED -> {
                outlet.reach().delivered();
                outlet.backlog.done(item);
                outlet.up();
            }
            case HELD -> {
                outlet.backlog.hold(item, settled.result().aside());
                outlet.up();
                outlet.tellState();
            }
            case SKIPPED -> {
                outlet.backlog.done(item);
                outlet.up();
            }
            case EXPIRED -> outlet.backlog.done(item);
            case AWAITING -> {
                outlet.backlog.delay(item);
                outlet.awaits(item, settled.result().later());
                outlet.up();
            }
            default -> queued(settled);
        }
    }

    private void queued(Settled settled) {
        var item = settled.item();
        if (settled.verdict().then() == Then.STOP) {
            outlet.backlog.due(item);
            outlet.stop(item, settled.verdict().why());
            return;
        }
        var asked = settled.delivery().pause();
        outlet.trouble(item, settled.verdict().why(), asked);
        outlet.later(item, longer(Pause.after(item.attempts(), to.file().retry()), asked));
    }

    private static Duration longer(Duration own, Duration asked) {
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private @Nullable Content response(Delivery delivery) {
        var response = delivery.response().map(Message::body);
        try {
            return response.isEmpty()
                    ? null
                    : Fence.call(() -> kit.store().content(response.get()));
        } catch (Exception e) {
            LOG.debug("an answer cannot be kept: {}", e.getClass().getSimpleName());
            return null;
        }
    }
}

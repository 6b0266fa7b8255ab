package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.Settling.Settled;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deliveries that are sent in one call: most often one. On a lane's thread. */
final class Batch {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** The most messages of one call. */
    static final int MOST = 1024;

    /** The most bytes of one call, if it has more than one message. */
    private static final long BYTES = 4 << 20;

    /** The longest that one call may take; a plugin's own limits are shorter. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    /** How long the journal may take to note that an attempt begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Kit kit;
    private final Outlet outlet;
    private final Work work;
    private final DestinationInstance instance;
    private final Settling settling;

    Batch(Kit kit, Outlet outlet, Work work, DestinationInstance instance) {
        this.kit = kit;
        this.outlet = outlet;
        this.work = work;
        this.instance = instance;
        this.settling = new Settling(kit, outlet, work.to());
    }

    /**
     * Sends them, in order; false: the peer cannot be reached. What was not sent, for whatever
     * reason, waits on.
     */
    boolean deliver(List<Item> items) {
        try {
            return sent(items);
        } finally {
            outlet.backlog.back(items);
        }
    }

    private boolean sent(List<Item> items) {
        List<Sending> sendings;
        try {
            sendings = read(items);
        } catch (IOException e) {
            outlet.down("the journal cannot be read: " + e.getMessage());
            return false;
        }
        if (sendings.isEmpty()) {
            return true;
        }
        try {
            instance.connect(outlet.deadline());
        } catch (Exception e) {
            outlet.down(Fence.words(e));
            return false;
        }
        var hands = instance.handsOver();
        return hands.isPresent()
                ? handOver(hands.get(), sendings)
                : begun(sendings) && send(sendings);
    }

    /**
     * To other channels of this engine: what they get stands in the journal with the results, so
     * that it is never lost, never there twice, and nothing of it is ever unknown.
     */
    private boolean handOver(HandOver hands, List<Sending> sendings) {
        var away = hands.away();
        if (away.isPresent()) {
            away.filter(why -> !why.isEmpty()).ifPresent(outlet::down);
            return false;
        }
        Handing handing;
        try {
            FailPoint.SENDING.pass();
            handing =
                    instance.call(
                            outlet.deadline(),
                            d -> hands.hand(work.channel(), work.to(), sendings));
            FailPoint.SENT.pass();
        } catch (Exception e) {
            outlet.down(Fence.words(e));
            return false;
        }
        var settled = decided(sendings.subList(0, handing.size()), handing.deliveries());
        outlet.record(
                handing.entries(settling.entries(settled)),
                first -> {
                    handing.durable(first);
                    settling.durable(settled);
                });
        settled.forEach(settling::apply);
        return true;
    }

    /** What can be sent; what cannot any more is settled. */
    private List<Sending> read(List<Item> items) throws IOException {
        var sendings = new ArrayList<Sending>(items.size());
        var others = new ArrayList<Settled>();
        long bytes = 0;
        long oldest = settling.oldest();
        try {
            for (var item : items) {
                var frozen = Frozen.read(item, kit);
                if (item.begun()) {
                    others.add(ended(item, frozen));
                    break;
                }
                if (frozen.received().at() < oldest) {
                    others.add(settling.expire(item, frozen));
                    continue;
                }
                bytes += frozen.body().size();
                if (!sendings.isEmpty() && bytes > BYTES) {
                    break;
                }
                sendings.add(Sending.of(item, frozen, instance, work.format(), outlet.deadline()));
            }
        } finally {
            settle(others);
        }
        return sendings;
    }

    /** An attempt that was begun before a crash is not made again: the rules decide. */
    private Settled ended(Item item, Frozen frozen) {
        item.begun(false);
        item.attempts(item.attempts() + 1);
        var unknown = Delivery.unknown("the engine ended while it was being sent");
        return settling.decide(item, frozen, item.attempts(), unknown);
    }

    /** Where the end of an attempt must not be guessed, its beginning is on disk first. */
    private boolean begun(List<Sending> sendings) {
        if (!work.to().rules().fearsUnknown()) {
            return true;
        }
        var entries = new ArrayList<Entry>(sendings.size());
        for (var s : sendings) {
            entries.add(new Entry.Begun(s.item.message, outlet.name, outlet.now(), s.number()));
        }
        try {
            kit.recorder().now(entries, PATIENCE);
            return true;
        } catch (IOException e) {
            outlet.down("the journal does not take it: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean send(List<Sending> sendings) {
        List<Delivery> deliveries;
        try {
            FailPoint.SENDING.pass();
            deliveries = call(sendings);
            FailPoint.SENT.pass();
        } catch (NotSentException e) {
            notSent(sendings, Fence.words(e));
            outlet.down(Fence.words(e));
            return false;
        } catch (Exception e) {
            var words = Fence.words(e);
            LOG.debug("{}/{}: {}", work.channel(), outlet.name, words);
            deliveries =
                    new ArrayList<>(sendings.stream().map(s -> Delivery.unknown(words)).toList());
        }
        int count = Math.min(sendings.size(), deliveries.size());
        notSent(sendings.subList(count, sendings.size()), "was not sent");
        if (count == 0) {
            outlet.down("the plugin sent nothing of what it was given");
            return false;
        }
        settle(decided(sendings.subList(0, count), deliveries));
        return true;
    }

    /** What was begun and surely not sent is no attempt, and a crash must not make it one. */
    private void notSent(List<Sending> sendings, String why) {
        if (!work.to().rules().fearsUnknown() || sendings.isEmpty()) {
            return;
        }
        var results = new ArrayList<Entry>(sendings.size());
        for (var s : sendings) {
            results.add(
                    new Entry.Result(
                            s.item.message,
                            outlet.name,
                            outlet.now(),
                            0,
                            DeliveryState.QUEUED,
                            false,
                            Delivery.Kind.RETRY.name(),
                            why,
                            null));
        }
        outlet.record(results, first -> {});
    }

    private List<Delivery> call(List<Sending> sendings) throws Exception {
        if (instance.batches()) {
            var attempts = List.<Attempt>copyOf(sendings);
            return instance.call(
                    outlet.deadline(),
                    d -> new ArrayList<>(((BatchDestination) d).sendAll(attempts)));
        }
        var one = sendings.get(0);
        var all = new ArrayList<Delivery>(1);
        all.add(instance.call(outlet.deadline(), d -> d.send(one.message(), one)));
        return all;
    }

    private List<Settled> decided(List<Sending> sent, List<Delivery> deliveries) {
        var settled = new ArrayList<Settled>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            var delivery = deliveries.get(i);
            if (delivery == null) {
                delivery = Delivery.unknown("the plugin did not say what became of it");
            }
            var item = sent.get(i).item;
            item.attempts(item.attempts() + 1);
            settled.add(settling.decide(item, sent.get(i).frozen, item.attempts(), delivery));
        }
        return settled;
    }

    /** Written first, so that the journal tells the results of one key in their order. */
    private void settle(List<Settled> settled) {
        if (!settled.isEmpty()) {
            outlet.record(settling.entries(settled), first -> settling.durable(settled));
            settled.forEach(settling::apply);
        }
    }
}

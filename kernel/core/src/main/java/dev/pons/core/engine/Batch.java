package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;

import org.jspecify.annotations.Nullable;
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
    static final int MOST = 256;

    /** The most bytes of one call, if it has more than one message. */
    private static final long BYTES = 4 << 20;

    /** The longest that one call may take; a plugin's own limits are shorter. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final Kit kit;
    private final Outlet outlet;
    private final Outlet.Work work;
    private final DestinationInstance instance;

    Batch(Kit kit, Outlet outlet, Outlet.Work work, DestinationInstance instance) {
        this.kit = kit;
        this.outlet = outlet;
        this.work = work;
        this.instance = instance;
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
        try {
            instance.connect(outlet.deadline());
        } catch (Exception e) {
            outlet.down(Fence.words(e));
            return false;
        }
        return send(sendings, items);
    }

    private List<Sending> read(List<Item> items) throws IOException {
        var sendings = new ArrayList<Sending>(items.size());
        long bytes = 0;
        for (var item : items) {
            var sending = Sending.read(item, kit, instance, work.format(), outlet.deadline());
            bytes += sending.message().body().size();
            if (!sendings.isEmpty() && bytes > BYTES) {
                break;
            }
            sendings.add(sending);
        }
        return sendings;
    }

    private boolean send(List<Sending> sendings, List<Item> items) {
        List<Delivery> deliveries;
        try {
            FailPoint.SENDING.pass();
            deliveries = call(sendings);
            FailPoint.SENT.pass();
        } catch (NotSentException e) {
            outlet.down(Fence.words(e));
            return false;
        } catch (Exception e) {
            var words = Fence.words(e);
            LOG.debug("{}/{}: {}", work.channel(), outlet.name, words);
            deliveries =
                    new ArrayList<>(sendings.stream().map(s -> Delivery.unknown(words)).toList());
        }
        int count = Math.min(sendings.size(), deliveries.size());
        if (count == 0) {
            outlet.down("the plugin sent nothing of what it was given");
            return false;
        }
        settle(items.subList(0, count), deliveries);
        return true;
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

    /** Written first, so that the journal tells the results of one key in their order. */
    private void settle(List<Item> sent, List<Delivery> deliveries) {
        var results = new ArrayList<Entry>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            var delivery = deliveries.get(i);
            if (delivery == null) {
                delivery = Delivery.unknown("the plugin did not say what became of it");
                deliveries.set(i, delivery);
            }
            sent.get(i).attempts(sent.get(i).attempts() + 1);
            results.add(result(sent.get(i), delivery));
        }
        outlet.record(results);
        for (int i = 0; i < sent.size(); i++) {
            apply(sent.get(i), deliveries.get(i));
        }
    }

    private void apply(Item item, Delivery delivery) {
        switch (state(delivery.kind())) {
            case DELIVERED -> {
                outlet.reach().delivered();
                outlet.backlog.done(item);
                outlet.up();
            }
            case HELD -> {
                outlet.backlog.hold(item, false);
                outlet.up();
                outlet.tellState();
            }
            default -> {
                outlet.trouble(delivery.why());
                outlet.later(item, pause(item, delivery));
            }
        }
    }

    private Entry result(Item item, Delivery delivery) {
        return new Entry.Result(
                item.message,
                outlet.name,
                outlet.now(),
                item.attempts(),
                state(delivery.kind()),
                false,
                delivery.kind().name(),
                delivery.why(),
                response(delivery));
    }

    /**
     * What the language says where a channel says nothing else: rejected is held, unknown is tried
     * again.
     */
    private static DeliveryState state(Delivery.Kind kind) {
        return switch (kind) {
            case DELIVERED -> DeliveryState.DELIVERED;
            case REJECTED -> DeliveryState.HELD;
            case RETRY, UNKNOWN -> DeliveryState.QUEUED;
        };
    }

    private Duration pause(Item item, Delivery delivery) {
        var own = Pause.after(item.attempts(), work.to().file().retry());
        return delivery.pause().compareTo(own) > 0 ? delivery.pause() : own;
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

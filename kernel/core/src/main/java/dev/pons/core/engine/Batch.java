package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
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

    /** Sends them, in order; false: the peer cannot be reached, and what was not sent waits on. */
    boolean deliver(List<Item> items) throws InterruptedException {
        List<Sending> sendings;
        try {
            sendings = read(items);
        } catch (IOException e) {
            outlet.backlog.back(items);
            outlet.down("the journal cannot be read: " + e.getMessage());
            return false;
        }
        outlet.backlog.back(items.subList(sendings.size(), items.size()));
        var taken = items.subList(0, sendings.size());
        try {
            instance.connect(outlet.deadline());
        } catch (Exception e) {
            outlet.backlog.back(taken);
            outlet.down(Fence.words(e));
            return false;
        }
        return send(sendings, taken);
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

    private boolean send(List<Sending> sendings, List<Item> taken) throws InterruptedException {
        List<Delivery> deliveries;
        try {
            deliveries = call(sendings);
        } catch (NotSentException e) {
            outlet.backlog.back(taken);
            outlet.down(Fence.words(e));
            return false;
        } catch (Exception e) {
            var words = Fence.words(e);
            LOG.debug("{}/{}: {}", work.channel(), outlet.name, words);
            deliveries = sendings.stream().map(s -> Delivery.unknown(words)).toList();
        }
        outlet.backlog.back(taken.subList(Math.min(deliveries.size(), taken.size()), taken.size()));
        settle(taken, deliveries);
        return true;
    }

    private List<Delivery> call(List<Sending> sendings) throws Exception {
        if (instance.batches()) {
            var attempts = List.<Attempt>copyOf(sendings);
            return instance.call(outlet.deadline(), d -> ((BatchDestination) d).sendAll(attempts));
        }
        var one = sendings.get(0);
        Delivery delivery = instance.call(outlet.deadline(), d -> d.send(one.message(), one));
        return List.of(delivery);
    }

    private void settle(List<Item> taken, List<Delivery> deliveries) throws InterruptedException {
        var results = new ArrayList<Entry>(taken.size());
        for (int i = 0; i < Math.min(taken.size(), deliveries.size()); i++) {
            results.add(settle(taken.get(i), deliveries.get(i)));
        }
        if (!results.isEmpty()) {
            outlet.record(results);
        }
    }

    private Entry settle(Item item, Delivery delivery) throws InterruptedException {
        item.attempts(item.attempts() + 1);
        var state = state(delivery.kind());
        switch (state) {
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
        return new Entry.Result(
                item.message,
                outlet.name,
                outlet.now(),
                item.attempts(),
                state,
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

    private static byte @Nullable [] response(Delivery delivery) {
        try {
            var response = delivery.response().map(Message::body);
            return response.isEmpty() ? null : response.get().toBytes();
        } catch (IOException e) {
            return null;
        }
    }
}

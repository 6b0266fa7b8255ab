package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Queued;
import dev.pons.core.config.ChannelFile.Queued.Fate;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Destinations that are gone from the channel's file: what waits for them becomes what {@code
 * queued} says. What is held stays with the person for whom it waits. On the thread that swaps
 * versions, and once a second for what an older version still made.
 */
final class Departed {

    private static final Logger LOG = LoggerFactory.getLogger(Departed.class);

    /** Stands in the journal where a person's name would. */
    private static final String WHO = "the channel's file";

    private final Channel channel;
    private final Kit kit;

    /** What becomes of one. */
    private record Ending(
            Item item, Entry.Result result, Entry.@Nullable Received copy, boolean leads) {}

    Departed(Channel channel, Kit kit) {
        this.channel = channel;
        this.kit = kit;
    }

    /** The version says what becomes of what waits for this destination. */
    static boolean isSettled(String destination, Program now) {
        return now.file().keeping().queued().containsKey(destination);
    }

    /** Sees to all that wait for one that the version does not have. */
    void settle(Outlet outlet, Program now) {
        var queued = now.file().keeping().queued().get(outlet.name);
        if (queued == null || now.destination(outlet.name).isPresent()) {
            return;
        }
        long count = 0;
        var some = outlet.backlog.overdue(Long.MAX_VALUE, Batch.MOST);
        while (!some.isEmpty() && settle(outlet, queued, now, some)) {
            count += some.size();
            some = outlet.backlog.overdue(Long.MAX_VALUE, Batch.MOST);
        }
        if (count > 0) {
            LOG.info(
                    "{}/{}: {} messages waited, {}",
                    channel.name,
                    outlet.name,
                    count,
                    why(queued, outlet));
        }
    }

    /** False: the journal cannot be read now; they wait on and are looked at again. */
    private boolean settle(Outlet outlet, Queued queued, Program now, List<Backlog.Reserved> some) {
        var endings = new ArrayList<Ending>(some.size());
        try {
            var owed = channel.parts.outlets().awaited().owed(outlet);
            for (var reserved : some) {
                endings.add(ending(outlet, queued, now, reserved.item(), owed));
            }
        } catch (IOException e) {
            LOG.error("{}/{}: {}", channel.name, outlet.name, e.getMessage());
            some.forEach(outlet.backlog::undo);
            return false;
        }
        record(outlet, endings);
        for (int i = 0; i < some.size(); i++) {
            boolean held = endings.get(i).result().state() == DeliveryState.HELD;
            outlet.backlog.apply(
                    some.get(i),
                    item -> {
                        if (held) {
                            outlet.backlog.hold(item, true);
                        } else {
                            outlet.backlog.done(item);
                        }
                    });
        }
        return true;
    }

    private Ending ending(Outlet outlet, Queued queued, Program now, Item item, Set<Long> owed)
            throws IOException {
        var why = why(queued, outlet);
        boolean maybeSent = item.begun() || owed.contains(item.message);
        if (queued.fate() == Fate.HOLD || (queued.fate() == Fate.SEND && maybeSent)) {
            var words = maybeSent ? why + "; it may have arrived there already" : why;
            return new Ending(item, result(outlet, item, DeliveryState.HELD, words), null, false);
        }
        var frozen = Frozen.read(item, kit);
        var end = result(outlet, item, DeliveryState.SKIPPED, why);
        if (queued.fate() == Fate.DROP) {
            return new Ending(item, end, null, frozen.leads());
        }
        var origin = new Origin(Origin.Kind.REDIRECT, item.message, queued.to(), WHO, why);
        var copy = Copies.moved(frozen.received(), frozen.branch(), origin, now, outlet.now());
        return new Ending(item, end, copy, frozen.leads());
    }

    private Entry.Result result(Outlet outlet, Item item, DeliveryState state, String why) {
        return new Entry.Result(
                item.message,
                outlet.name,
                outlet.now(),
                0,
                state,
                state == DeliveryState.HELD,
                "GONE",
                why,
                null);
    }

    private static String why(Queued queued, Outlet outlet) {
        var gone = "destination " + outlet.name + " is gone from the channel's file, which says ";
        return switch (queued.fate()) {
            case HOLD -> gone + "hold: message:redirect it to another one, or message:skip it";
            case DROP -> gone + "drop";
            case SEND -> gone + "send to " + queued.to();
        };
    }

    /** In their order, so that what is sent elsewhere is routed in it. */
    private void record(Outlet outlet, List<Ending> endings) {
        var entries = new ArrayList<Entry>(2 * endings.size());
        for (var ending : endings) {
            entries.add(ending.result());
            if (ending.copy() != null) {
                entries.add(ending.copy());
            }
        }
        kit.recorder()
                .record(
                        entries,
                        first -> {
                            for (int i = 0; i < entries.size(); i++) {
                                if (entries.get(i) instanceof Entry.Received) {
                                    channel.accept(first + i);
                                }
                            }
                            endings.stream()
                                    .filter(Ending::leads)
                                    .forEach(e -> outlet.skipped(e.item()));
                        });
    }
}

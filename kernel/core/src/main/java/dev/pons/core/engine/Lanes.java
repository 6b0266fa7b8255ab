package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Order;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which deliveries may be sent now. Every key is a lane: its deliveries go one by one, in the order
 * in which they came; a delivery with several keys waits in all of them. Strict order is one key
 * for all, no order is no key at all. A delivery that is delayed or held blocks its keys and no
 * others. Not safe for threads: the outlet guards it.
 */
final class Lanes {

    private static final long[] ONE_FOR_ALL = {0};
    private static final long[] NONE = {};

    private final Order.Kind kind;
    private final Map<Long, ArrayDeque<Item>> lanes = new HashMap<>();
    private final ArrayDeque<Item> ready = new ArrayDeque<>();

    Lanes(Order.Kind kind) {
        this.kind = kind;
    }

    private long[] keys(Item item) {
        return switch (kind) {
            case STRICT -> ONE_FOR_ALL;
            case NONE -> NONE;
            case KEY -> item.keys.length == 0 ? ONE_FOR_ALL : item.keys;
        };
    }

    /**
     * Adds one behind all that came before it. A held one blocks its keys when it gets to the
     * front.
     */
    void add(Item item) {
        if (item.state() == Item.State.ASIDE) {
            return;
        }
        int behind = 0;
        for (long key : keys(item)) {
            var lane = lanes.computeIfAbsent(key, k -> new ArrayDeque<>(4));
            if (!lane.isEmpty()) {
                behind++;
            }
            lane.addLast(item);
        }
        item.behind(behind);
        if (behind == 0 && item.state() == Item.State.WAITING) {
            ready.addLast(item);
        }
    }

    /** Something may be sent. */
    boolean anyReady() {
        return !ready.isEmpty();
    }

    /**
     * Takes what may be sent in one go, in order: at least one if any is ready. What stands right
     * behind a taken one in its only lane may be taken with it.
     */
    List<Item> take(int most) {
        var taken = new ArrayList<Item>(Math.min(most, 16));
        var next = ready.pollFirst();
        while (next != null) {
            next.state(Item.State.BUSY);
            taken.add(next);
            if (taken.size() == most) {
                break;
            }
            var follower = follower(next);
            next = follower == null ? ready.pollFirst() : follower;
        }
        return taken;
    }

    /** The one right behind, if this lane is all that it waits for. */
    private @Nullable Item follower(Item item) {
        var keys = keys(item);
        if (keys.length != 1) {
            return null;
        }
        var lane = lanes.get(keys[0]);
        if (lane == null || lane.size() < 2) {
            return null;
        }
        Item follower = second(lane, item);
        return follower != null
                        && follower.behind() == 1
                        && follower.state() == Item.State.WAITING
                        && keys(follower).length == 1
                ? follower
                : null;
    }

    /** The first behind {@code item}: those before it are taken already. */
    private static @Nullable Item second(ArrayDeque<Item> lane, Item item) {
        var all = lane.iterator();
        while (all.hasNext()) {
            if (all.next() == item) {
                return all.hasNext() ? all.next() : null;
            }
        }
        return null;
    }

    /** A taken or delayed one may be sent (again): before all others. */
    void back(Item item) {
        item.state(Item.State.WAITING);
        if (item.behind() == 0) {
            ready.addFirst(item);
        }
    }

    /** It is done, or stepped aside: what waited behind it may go. */
    void leave(Item item, Item.State state) {
        block(item, state);
        for (long key : keys(item)) {
            var lane = lanes.get(key);
            if (lane == null) {
                continue;
            }
            boolean first = lane.peekFirst() == item;
            if (first) {
                lane.pollFirst();
            } else {
                lane.remove(item);
            }
            var next = lane.peekFirst();
            if (next == null) {
                lanes.remove(key);
            } else if (first) {
                next.behind(next.behind() - 1);
                if (next.behind() == 0 && next.state() == Item.State.WAITING) {
                    ready.addLast(next);
                }
            }
        }
    }

    /** It stays where it is and blocks its keys. */
    void block(Item item, Item.State state) {
        if (item.state() == Item.State.WAITING && item.behind() == 0) {
            ready.remove(item);
        }
        item.state(state);
    }
}

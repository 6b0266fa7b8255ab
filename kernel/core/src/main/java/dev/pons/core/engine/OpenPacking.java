package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.OpenMessage.Delivery;
import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;
import dev.pons.core.store.Entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An open message in some 30 bytes and back, without its id. Names of destinations are numbers; ids
 * of other entries are distances from the message's.
 */
final class OpenPacking {

    private static final int HELD = 1;
    private static final int RELEASED = 2;
    private static final int STATE = 0x07;
    private static final int FIRST = 0x08;
    private static final int ASIDE = 0x10;
    private static final int AFTER = 0x20;
    private static final int MADE = 0x40;
    private static final int LATER = 0x80;
    private static final DeliveryState[] STATES = DeliveryState.values();

    static {
        if (STATES.length > STATE + 1) {
            throw new IllegalStateException("a state has three bits here");
        }
    }

    private final Names names;

    OpenPacking(Names names) {
        this.names = names;
    }

    /** The destinations' names and numbers. */
    Names names() {
        return names;
    }

    void write(OpenMessage message, BytesOut out) {
        out.number(message.version);
        out.number(message.at);
        out.number(distance(message, message.routed()));
        out.fixed8((message.held() ? HELD : 0) | (message.released() ? RELEASED : 0));
        out.number(message.deliveries().size());
        for (var delivery : message.deliveries()) {
            write(message, delivery, out);
        }
    }

    /** 0 is no entry, and no entry is the message's own. */
    private static long distance(OpenMessage message, long entry) {
        return entry == 0 ? 0 : entry - message.id;
    }

    private static long entry(OpenMessage message, long distance) {
        return distance == 0 ? 0 : message.id + distance;
    }

    private void write(OpenMessage message, Delivery delivery, BytesOut out) {
        var progress = delivery.progress;
        boolean owed = !progress.later.equals(Entry.Later.NOTHING);
        out.number(names.of(delivery.destination));
        out.fixed8(
                delivery.state.ordinal()
                        | (progress.first ? FIRST : 0)
                        | (progress.aside ? ASIDE : 0)
                        | (delivery.after.isEmpty() ? 0 : AFTER)
                        | (progress.made == 0 ? 0 : MADE)
                        | (owed ? LATER : 0));
        out.number(progress.attempts);
        out.number(progress.begun);
        if (!delivery.after.isEmpty()) {
            out.number(names.of(delivery.after));
        }
        if (progress.made != 0) {
            out.number(distance(message, progress.made));
        }
        if (owed) {
            out.text(progress.later.correlation());
            out.number(progress.later.until());
        }
        out.number(delivery.keys.length);
        for (long key : delivery.keys) {
            out.fixed64(key);
        }
    }

    OpenMessage read(long id, BytesIn in) throws IOException {
        var message = new OpenMessage(id, in.number(), in.number());
        long routed = entry(message, in.number());
        int flags = in.fixed8();
        List<Delivery> deliveries = new ArrayList<>(2);
        for (int n = in.count(); n > 0; n--) {
            deliveries.add(delivery(message, in));
        }
        message.restore(
                routed,
                (flags & HELD) != 0,
                (flags & RELEASED) != 0,
                routed == 0 ? null : deliveries);
        return message;
    }

    private Delivery delivery(OpenMessage message, BytesIn in) throws IOException {
        var destination = names.get((int) in.number());
        int flags = in.fixed8();
        int attempts = (int) in.number();
        int begun = (int) in.number();
        var after = (flags & AFTER) == 0 ? "" : names.get((int) in.number());
        long made = (flags & MADE) == 0 ? 0 : entry(message, in.number());
        var later =
                (flags & LATER) == 0
                        ? Entry.Later.NOTHING
                        : new Entry.Later(in.text(), in.number());
        var keys = new long[in.count()];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = in.fixed64();
        }
        var delivery = new Delivery(destination, after, STATES[flags & STATE], keys);
        delivery.progress.aside = (flags & ASIDE) != 0;
        delivery.progress.first = (flags & FIRST) != 0;
        delivery.progress.attempts = attempts;
        delivery.progress.begun = begun;
        delivery.progress.made = made;
        delivery.progress.later = later;
        return delivery;
    }
}

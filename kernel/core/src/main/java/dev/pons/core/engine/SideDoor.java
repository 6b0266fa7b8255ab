package dev.pons.core.engine;

import dev.pons.core.control.ChannelState;
import dev.pons.core.store.Entry;
import dev.pons.spi.NotSentException;

import java.util.Locale;

/**
 * The other intake of a channel: what channels hand over to it, written with their deliveries. It
 * is open while the channel runs, whatever its source is. Any thread.
 */
final class SideDoor {

    private final Kit kit;
    private final Channel channel;
    private final Repeats repeats;

    SideDoor(Kit kit, Channel channel, Repeats repeats) {
        this.kit = kit;
        this.channel = channel;
        this.repeats = repeats;
    }

    String channel() {
        return channel.name;
    }

    Kit kit() {
        return kit;
    }

    Repeats repeats() {
        return repeats;
    }

    /** Why it takes nothing now; empty: it does. */
    String shut() {
        var now = channel.program();
        var status = channel.status.now();
        if (now == null || status.state() == ChannelState.PAUSED) {
            return "channel "
                    + channel.name
                    + " is "
                    + status.state().name().toLowerCase(Locale.ROOT)
                    + (status.reason().isEmpty() ? "" : ": " + status.reason());
        }
        if (kit.store().space().low()) {
            return "the disk of the engine is nearly full";
        }
        return kit.recorder()
                .failing()
                .map(f -> "the journal takes nothing: " + f.why())
                .orElse("");
    }

    /** Somebody comes with a batch. {@code NotSentException}: not now. */
    Visit enter() throws NotSentException {
        var user = channel.parts.current().enter();
        var now = channel.program();
        var why = shut();
        if (now == null || !why.isEmpty()) {
            user.leave();
            throw new NotSentException(why);
        }
        return new Visit(this, now, user);
    }

    /** A message of a batch is durable. On the writer's thread. */
    void came(long id, Entry.Received received) {
        repeats.stored(id, received);
        channel.parts.traffic().in(false);
        channel.accept(id);
    }
}

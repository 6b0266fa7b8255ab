package dev.pons.core.engine;

import dev.pons.core.control.ChannelState;
import dev.pons.core.language.Formats;
import dev.pons.core.store.Entry;
import dev.pons.spi.NotSentException;

import java.util.Locale;

/**
 * The other intake of a channel: what channels hand over to it, written with their deliveries. It
 * is open while the channel runs, whatever its source is. Any thread.
 */
final class SideDoor {

    /** A format that takes bytes of any other. */
    private static final String BYTES = "binary";

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

    /** Why it takes nothing of a destination now; empty: it does. */
    String shut(Program.To from) {
        var now = channel.program();
        var status = channel.status.now();
        if (now == null || status.state() == ChannelState.PAUSED) {
            return "channel "
                    + channel.name
                    + " is "
                    + status.state().name().toLowerCase(Locale.ROOT)
                    + (status.reason().isEmpty() ? "" : ": " + status.reason());
        }
        if (from.part().isEmpty() && !takes(now, from.format())) {
            return otherFormat(now, from.format());
        }
        if (kit.store().space().low()) {
            return "the disk of the engine is nearly full";
        }
        return kit.recorder()
                .failing()
                .map(f -> "the journal takes nothing: " + f.why())
                .orElse("");
    }

    /** It reads what has this format. */
    static boolean takes(Program now, String format) {
        var own = now.around().format();
        return own.equals(BYTES) || Formats.plain(format).equals(Formats.plain(own));
    }

    /** In words. */
    static String otherFormat(Program now, String format) {
        return "channel "
                + now.file().name()
                + " takes "
                + Formats.plain(now.around().format())
                + ", and this destination hands over "
                + Formats.plain(format)
                + "; convert it in a step, or change the format of the channel";
    }

    /** Somebody comes with a batch. {@code NotSentException}: not now. */
    Visit enter(Program.To from) throws NotSentException {
        var user = channel.parts.current().enter();
        var now = channel.program();
        var why = shut(from);
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

package dev.pons.core.engine;

import dev.pons.spi.format.Format;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a destination works by.
 *
 * @param channel that it belongs to
 * @param to what its file says
 * @param format of what it sends
 */
record Work(String channel, Program.To to, Format format) {

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(10);

    /** Peers connect to it: it is there before there is anything to send, and one for all. */
    boolean listens() {
        return !to.bound().ports().isEmpty();
    }

    /**
     * A new instance of its plugin. An exception: why it cannot be made; nothing of it lives.
     *
     * @param says told what is wrong, by the plugin; empty: well again
     */
    DestinationInstance instance(Outlets home, Consumer<String> says) throws Exception {
        var label = channel + "/" + to.file().name();
        var kit = home.kit();
        var lent =
                new PluginContext.Lent(kit.net().lines(label), kit.store()::spool, home.awaited());
        var context = new PluginContext(label, kit.clock(), lent, says);
        try {
            return ready(new DestinationInstance(to, context), kit);
        } catch (Exception e) {
            context.close();
            throw e;
        }
    }

    private DestinationInstance ready(DestinationInstance made, Kit kit) throws Exception {
        if (!listens()) {
            return made;
        }
        try {
            var until = kit.clock().instant().plus(LONGEST_OPENING);
            new Deadline(kit.threads()).run("open", LONGEST_OPENING, () -> made.connect(until));
            return made;
        } catch (Exception e) {
            made.close();
            throw e;
        }
    }
}

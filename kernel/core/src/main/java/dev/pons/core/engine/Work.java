package dev.pons.core.engine;

import dev.pons.spi.format.Format;

import java.util.function.Consumer;

/**
 * What a destination works by.
 *
 * @param channel that it belongs to
 * @param to what its file says
 * @param format of what it sends
 */
record Work(String channel, Program.To to, Format format) {

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
            return new DestinationInstance(to, context);
        } catch (Exception e) {
            context.close();
            throw e;
        }
    }
}

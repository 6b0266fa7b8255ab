package dev.pons.shell;

import dev.pons.spi.console.ConsoleCommand;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Map;

/** Commands of plugins come and go with them. */
@Component(
        immediate = true,
        service = {})
public final class PluginCommands {

    private static final Logger LOG = LoggerFactory.getLogger(PluginCommands.class);

    private final SessionFactory sessions;
    private final Map<ConsoleCommand, PluginCommand> known = new LinkedHashMap<>();

    /** Called by the framework when the shell is there. */
    @Activate
    public PluginCommands(@Reference SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A plugin has one more; called by the framework. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    public synchronized void add(ConsoleCommand command) {
        try {
            var added = new PluginCommand(command);
            var registry = sessions.getRegistry();
            if (registry.getCommand(added.getScope(), added.getName()) != null) {
                LOG.warn("the command {} is there already; another one waits", command.name());
            } else {
                registry.register(added);
                known.put(command, added);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("a command of a plugin is left out: {}", e.getMessage());
        }
    }

    /** A plugin goes; called by the framework. */
    public synchronized void remove(ConsoleCommand command) {
        var gone = known.remove(command);
        if (gone != null) {
            sessions.getRegistry().unregister(gone);
        }
    }

    /** The shell goes; called by the framework. */
    @Deactivate
    public synchronized void close() {
        known.values().forEach(sessions.getRegistry()::unregister);
        known.clear();
    }
}

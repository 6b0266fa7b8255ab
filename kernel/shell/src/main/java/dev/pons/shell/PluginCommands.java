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

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Commands of plugins come and go with them. */
@Component(
        immediate = true,
        service = {})
public final class PluginCommands {

    private static final Logger LOG = LoggerFactory.getLogger(PluginCommands.class);

    private final SessionFactory sessions;
    private final Map<ConsoleCommand, PluginCommand> known = new IdentityHashMap<>();
    private final Set<PluginCommand> shown = new HashSet<>();

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
            known.put(command, added);
            show(added);
        } catch (IllegalArgumentException e) {
            LOG.warn("a command of a plugin is left out: {}", e.getMessage());
        }
    }

    /** One that has the name of another waits until that goes, as at a swap of a plugin. */
    private void show(PluginCommand command) {
        var registry = sessions.getRegistry();
        if (registry.getCommand(command.getScope(), command.getName()) == null) {
            registry.register(command);
            shown.add(command);
        }
    }

    /** A plugin goes; called by the framework. */
    public synchronized void remove(ConsoleCommand command) {
        var gone = known.remove(command);
        if (gone != null && shown.remove(gone)) {
            sessions.getRegistry().unregister(gone);
            known.values().stream()
                    .filter(waits -> !shown.contains(waits) && waits.isNamedLike(gone))
                    .findFirst()
                    .ifPresent(this::show);
        }
    }

    /** The shell goes; called by the framework. */
    @Deactivate
    public synchronized void close() {
        shown.forEach(sessions.getRegistry()::unregister);
        shown.clear();
        known.clear();
    }
}

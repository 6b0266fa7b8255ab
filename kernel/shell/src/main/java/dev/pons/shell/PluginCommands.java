package dev.pons.shell;

import dev.pons.spi.console.ConsoleCommand;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands of plugins come and go with them. */
@Component(
        immediate = true,
        service = {})
public final class PluginCommands {

    private static final Logger LOG = LoggerFactory.getLogger(PluginCommands.class);

    private final SessionFactory sessions;
    private final List<Offered> offered = new ArrayList<>();
    private final Map<String, Offered> shown = new HashMap<>();

    /**
     * A command that a build of a plugin has.
     *
     * @param plugin its symbolic name
     * @param build its bundle; a later build has a greater one
     */
    private record Offered(
            ConsoleCommand origin, PluginCommand command, String plugin, long build) {

        String name() {
            return origin.name();
        }
    }

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
    public synchronized void add(
            ConsoleCommand command, ServiceReference<ConsoleCommand> reference) {
        try {
            var bundle = reference.getBundle();
            offered.add(
                    new Offered(
                            command,
                            new PluginCommand(command),
                            bundle.getSymbolicName(),
                            bundle.getBundleId()));
            settle(command.name());
        } catch (IllegalArgumentException e) {
            LOG.warn("a command of a plugin is left out: {}", e.getMessage());
        }
    }

    /** A plugin goes; called by the framework. */
    public synchronized void remove(ConsoleCommand command) {
        if (offered.removeIf(one -> one.origin() == command)) {
            settle(command.name());
        }
    }

    /**
     * The console has the command of the plugin that had the name first, by its latest build: one
     * that was replaced stays as long as it is built in or in use, and would speak of itself.
     */
    private void settle(String name) {
        var all = offered.stream().filter(one -> one.name().equals(name)).toList();
        var due =
                all.stream()
                        .filter(one -> one.plugin().equals(all.get(0).plugin()))
                        .max(Comparator.comparingLong(Offered::build));
        var registry = sessions.getRegistry();
        var before = shown.get(name);
        if (before != null && !due.equals(Optional.of(before))) {
            registry.unregister(before.command());
            shown.remove(name);
        }
        if (due.isPresent() && !shown.containsKey(name) && isFree(due.get().command())) {
            registry.register(due.get().command());
            shown.put(name, due.get());
        }
    }

    /** Commands of the engine itself are not taken over. */
    private boolean isFree(PluginCommand command) {
        return sessions.getRegistry().getCommand(command.getScope(), command.getName()) == null;
    }

    /** The shell goes; called by the framework. */
    @Deactivate
    public synchronized void close() {
        shown.values().forEach(one -> sessions.getRegistry().unregister(one.command()));
        shown.clear();
        offered.clear();
    }
}

package dev.pons.shell;

import dev.pons.core.control.Plugins;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The plugins and what they offer. */
@Service
@Command(
        scope = "plugin",
        name = "list",
        description = "Lists the plugins, what they offer and which channels use them",
        detailedDescription = "Example: plugin:list")
@SuppressWarnings("NullAway.Init")
public final class PluginList extends EngineCommand {

    @Reference Plugins plugins;

    @Override
    int run() {
        var table = new Table("PLUGIN", "VERSION", "STATE", ">CHANNELS", "~FROM");
        for (var plugin : plugins.plugins()) {
            table.row(
                            plugin.name(),
                            plugin.version(),
                            plugin.state(),
                            plugin.usedBy().size(),
                            plugin.from())
                    .note(String.join(", ", plugin.types()));
        }
        if (table.isEmpty()) {
            out.println("no plugins: put a jar into plugins/");
        } else {
            print(table, "");
        }
        return 0;
    }
}

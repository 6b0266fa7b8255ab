package dev.pons.shell;

import dev.pons.core.control.Plugins;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The jar that was there before is there again. */
@Service
@Command(
        scope = "plugin",
        name = "rollback",
        description = "Puts the jar that was in use before back into plugins/",
        detailedDescription = "Example: plugin:rollback com.example.chat")
@SuppressWarnings("NullAway.Init")
public final class PluginRollback extends EngineCommand {

    @Reference Plugins plugins;

    @Argument(name = "PLUGIN", description = "Its name or its file in plugins/", required = true)
    @Completion(PluginNames.class)
    String plugin;

    @Override
    int run() {
        out.println(plugins.rollback(plugin, who()));
        return 0;
    }
}

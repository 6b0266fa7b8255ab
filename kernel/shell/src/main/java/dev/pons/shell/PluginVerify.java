package dev.pons.shell;

import dev.pons.core.control.Plugins;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Where the jars in the plugins folder come from; exit code 1 if one may not run. */
@Service
@Command(
        scope = "plugin",
        name = "verify",
        description =
                "Says where jars come from and whether they may run; exit code 1 if one may not",
        detailedDescription = "Example: plugin:verify")
@SuppressWarnings("NullAway.Init")
public final class PluginVerify extends EngineCommand {

    @Reference Plugins plugins;

    @Override
    int run() {
        var all = plugins.trust();
        boolean well = true;
        for (var jar : all) {
            out.println(jar.file());
            out.println("  SHA-256   " + jar.digest());
            out.println("  signed by " + (jar.signedBy().isEmpty() ? "nobody" : jar.signedBy()));
            if (!jar.problem().isEmpty()) {
                well = false;
                out.println("  " + jar.problem());
            }
        }
        if (all.isEmpty()) {
            out.println("no jars in plugins/");
        }
        return well ? 0 : 1;
    }
}

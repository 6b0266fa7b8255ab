package dev.pons.shell;

import dev.pons.core.control.Plugins;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What is wrong with plugins, and what to do; exit code 1 if anything is. */
@Service
@Command(
        scope = "plugin",
        name = "doctor",
        description = "Says what is wrong with plugins and what to do; exit code 1 if anything is",
        detailedDescription = "Example: plugin:doctor")
@SuppressWarnings("NullAway.Init")
public final class PluginDoctor extends EngineCommand {

    @Reference Plugins plugins;

    @Override
    int run() {
        var findings = plugins.doctor();
        for (var finding : findings) {
            out.println(finding.what() + ": " + finding.problem() + ": " + finding.remedy());
        }
        if (findings.isEmpty()) {
            out.println("all plugins are well");
        }
        return findings.isEmpty() ? 0 : 1;
    }
}

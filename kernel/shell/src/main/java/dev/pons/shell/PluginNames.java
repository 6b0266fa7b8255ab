package dev.pons.shell;

import dev.pons.core.control.PluginTrust;
import dev.pons.core.control.Plugins;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

import java.util.List;

/** Completes files of the plugins folder. */
@Service
@SuppressWarnings("NullAway.Init")
public final class PluginNames implements Completer {

    @Reference Plugins plugins;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var files = plugins.trust().stream().map(PluginTrust::file).toList();
        return new StringsCompleter(files).complete(session, line, candidates);
    }
}

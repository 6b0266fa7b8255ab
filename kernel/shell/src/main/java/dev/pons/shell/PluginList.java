package dev.pons.shell;

import dev.pons.core.control.PluginView;
import dev.pons.core.control.Plugins;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.ArrayList;
import java.util.List;

/** The plugins and what they offer. */
@Service
@Command(
        scope = "plugin",
        name = "list",
        description =
                "Lists the plugins, what they offer, who made them and how many channels use them",
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
                    .note(String.join(", ", plugin.types()))
                    .note(about(plugin.about()));
        }
        if (table.isEmpty()) {
            out.println("no plugins: put a jar into plugins/");
        } else {
            print(table, "");
        }
        return 0;
    }

    private static String about(PluginView.About about) {
        var words = new ArrayList<String>();
        add(words, "", about.title());
        add(words, "by ", about.vendor());
        add(words, "", about.licence());
        add(words, "spi ", about.spi());
        add(words, "contract ", about.contract());
        return String.join(", ", words);
    }

    private static void add(List<String> words, String before, String text) {
        if (!text.isEmpty()) {
            words.add(before + text);
        }
    }
}

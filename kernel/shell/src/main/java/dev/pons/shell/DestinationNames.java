package dev.pons.shell;

import dev.pons.core.control.Control;
import dev.pons.core.control.DestinationView;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

import java.util.List;

/** Completes destinations of the channel that was typed before. */
@Service
@SuppressWarnings("NullAway.Init")
public final class DestinationNames implements Completer {

    @Reference Control control;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var typed = List.of(line.getArguments());
        var names =
                control.channels().stream()
                        .filter(channel -> typed.contains(channel.name()))
                        .flatMap(channel -> channel.destinations().stream())
                        .map(DestinationView::name)
                        .distinct()
                        .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}

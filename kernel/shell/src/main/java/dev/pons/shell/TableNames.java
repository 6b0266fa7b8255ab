package dev.pons.shell;

import dev.pons.core.control.TableControl;
import dev.pons.core.control.TableView;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

import java.util.List;

/** Completes names of tables. */
@Service
@SuppressWarnings("NullAway.Init")
public final class TableNames implements Completer {

    @Reference TableControl tables;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names = tables.tables().stream().map(TableView::name).distinct().toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}

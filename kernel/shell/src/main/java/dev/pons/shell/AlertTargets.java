package dev.pons.shell;

import dev.pons.core.control.AlertTargetView;
import dev.pons.core.control.Control;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

import java.util.List;

/** Completes names of those who are told. */
@Service
@SuppressWarnings("NullAway.Init")
public final class AlertTargets implements Completer {

    @Reference Control control;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names = control.alerts().targets().stream().map(AlertTargetView::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}

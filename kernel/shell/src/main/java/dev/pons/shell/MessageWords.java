package dev.pons.shell;

import dev.pons.core.control.Control;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageView.DeliveryView;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Completes ids of the newest messages and, behind an id, names of its destinations. */
@Service
@SuppressWarnings("NullAway.Init")
public final class MessageWords implements Completer {

    private static final Pattern ID = Pattern.compile("[0-9]{1,12}-[0-9]{1,8}");
    private static final int NEWEST = 20;

    @Reference Control control;

    static boolean isId(String word) {
        return ID.matcher(word).matches();
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var words = new ArrayList<String>();
        for (var word : line.getArguments()) {
            if (isId(word) && !word.equals(line.getCursorArgument())) {
                words.addAll(destinations(word));
            }
        }
        control.messages(MessageQuery.newest(NEWEST)).rows().stream()
                .map(MessageRow::id)
                .forEach(words::add);
        return new StringsCompleter(words).complete(session, line, candidates);
    }

    private List<String> destinations(String id) {
        try {
            return control.message(id).deliveries().stream()
                    .map(DeliveryView::destination)
                    .toList();
        } catch (ControlException e) {
            return List.of(); // an id that does not exist has none; the command will say so
        }
    }
}

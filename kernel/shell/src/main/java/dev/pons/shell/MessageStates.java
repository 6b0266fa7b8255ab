package dev.pons.shell;

import dev.pons.core.control.MessageState;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** States of a message, as they are typed: {@code held}, {@code refused-later}. */
@Service
public final class MessageStates implements Completer {

    private static final List<String> WORDS =
            Arrays.stream(MessageState.values()).map(MessageStates::word).toList();

    /** The state that was typed. */
    static MessageState parse(String word) {
        var index = WORDS.indexOf(word.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            throw new UsageException("--state is one of " + String.join(", ", WORDS));
        }
        return MessageState.values()[index];
    }

    private static String word(MessageState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(WORDS).complete(session, line, candidates);
    }
}

package dev.pons.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * The commands of Pons, a line each. Stands behind the word {@code help} (shell.init.script): the
 * platform's own help lists what only its developers need.
 */
@Service
@Command(
        scope = "engine",
        name = "help",
        description = "Lists the commands, or explains one",
        detailedDescription = "Example: help message:list")
@SuppressWarnings("NullAway.Init") // the console sets references and arguments
public final class Help implements Action {

    private static final List<String> SCOPES =
            List.of("channel", "timer", "message", "table", "ledger", "alert", "plugin", "engine");

    @Argument(name = "COMMAND", description = "Which one; else all", valueToShowInHelp = "")
    String command = "";

    @Reference Session session;
    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() throws Exception {
        if (!command.isEmpty()) {
            return session.execute(command + " --help");
        }
        for (var scope : SCOPES) {
            lines(c -> c.getScope().equals(scope)).forEach(out::println);
        }
        lines(PluginCommand.class::isInstance).forEach(out::println);
        out.println();
        out.println(
                "COMMAND --help says more. Output can go through | grep, head, tail, sort, wc.");
        out.println("Ctrl-D or exit leaves the console; the engine runs on.");
        return null;
    }

    private List<String> lines(Predicate<org.apache.karaf.shell.api.console.Command> which) {
        return session.getRegistry().getCommands().stream()
                .filter(which.and(c -> !c.getName().equals("help")))
                .map(Help::line)
                .sorted()
                .toList();
    }

    private static String line(org.apache.karaf.shell.api.console.Command command) {
        var name = command.getScope() + ":" + command.getName();
        return "%-18s%s".formatted(name, command.getDescription());
    }
}

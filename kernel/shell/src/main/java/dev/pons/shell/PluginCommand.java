package dev.pons.shell;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** A command of a plugin, as the console of the platform knows commands. */
final class PluginCommand implements Command {

    private static final int USAGE = 2;

    private final ConsoleCommand command;
    private final String scope;
    private final String name;

    /** {@code IllegalArgumentException}: its name is none. */
    PluginCommand(ConsoleCommand command) {
        var parts = command.name().split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException(
                    "a command of a plugin is named scope:name, not " + command.name());
        }
        this.command = command;
        this.scope = parts[0];
        this.name = parts[1];
    }

    @Override
    public String getScope() {
        return scope;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return command.description();
    }

    @Override
    public @Nullable Completer getCompleter(boolean scoped) {
        return null;
    }

    @Override
    public @Nullable Parser getParser() {
        return null;
    }

    @Override
    public @Nullable Object execute(Session session, List<Object> arguments) throws Exception {
        var words = arguments.stream().map(String::valueOf).toList();
        var console = new Here(session, System.out, System.err);
        if (words.contains("--help")) {
            console.out().println(command.description());
            console.out().println("usage: " + command.usage());
            return null;
        }
        int code;
        try {
            code = command.run(console, words);
        } catch (IllegalArgumentException e) {
            console.err().println(e.getMessage());
            console.err().println("usage: " + command.usage());
            code = USAGE;
        } finally {
            console.echo(true);
        }
        // a terminal prints what a command returns; only a script asks for the code
        return code == 0 || console.isTerminal() ? null : (Object) code;
    }

    private record Here(Session session, PrintStream out, PrintStream err) implements Console {

        @Override
        public InputStream keys() {
            return session.getKeyboard();
        }

        private @Nullable Terminal terminal() {
            return session.getTerminal();
        }

        @Override
        public String user() {
            return String.valueOf(session.get("USER"));
        }

        @Override
        public boolean isTerminal() {
            return terminal() != null;
        }

        @Override
        public void echo(boolean on) {
            var terminal = terminal();
            if (terminal != null) {
                terminal.setEchoEnabled(on);
            }
        }
    }
}

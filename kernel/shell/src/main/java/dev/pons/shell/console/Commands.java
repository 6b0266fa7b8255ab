package dev.pons.shell.console;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs one command line and makes an exit code of what became of it. */
final class Commands {

    private static final Set<String> OURS =
            Set.of(
                    "engine",
                    "channel",
                    "timer",
                    "message",
                    "aggregate",
                    "plugin",
                    "ledger",
                    "alert",
                    "table",
                    "tls",
                    "user",
                    "token",
                    "audit");
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final String PREFIX = "Error executing command ";
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int UNKNOWN = 127;

    private final Duration patience;
    private final CountDownLatch closing;

    /** How long to wait for commands of the engine that still starts; open until it closes. */
    Commands(Duration patience, CountDownLatch closing) {
        this.patience = patience;
        this.closing = closing;
    }

    /** Output goes to the session's streams; on the calling thread. Never throws. */
    int run(Session session, String line, PrintStream out, PrintStream err) {
        try {
            if (!awaited(session, line)) {
                err.println(
                        first(line)
                                + " is not there yet: the engine has not finished starting. "
                                + "Its log says what is missing.");
                return UNKNOWN;
            }
            return result(session.execute(ours(line)), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception e) {
            return explain(e, line, err);
        }
    }

    /** Aliases of the init script exist in terminals only. */
    private static String ours(String line) {
        return first(line).equals("help") ? "engine:" + line.strip() : line;
    }

    private static int result(Object result, PrintStream out) {
        if (result instanceof Integer code) {
            return code;
        }
        if (result != null) {
            out.println(result);
        }
        return 0;
    }

    private static int explain(Exception e, String line, PrintStream err) {
        var kind = e.getClass().getSimpleName();
        if (kind.equals("CommandNotFoundException")) {
            err.println(first(line) + " is no command. \"help\" lists all of them.");
            return UNKNOWN;
        }
        if (e instanceof CommandException wrong) {
            var words = Optional.ofNullable(wrong.getNiceHelp()).orElse(words(e));
            err.println(plain(words).lines().findFirst().orElse("").replace(PREFIX, ""));
            err.println("usage: see " + first(line) + " --help");
            return USAGE;
        }
        if (kind.equals("SyntaxError") || kind.equals("EOFError")) {
            err.println("cannot be read as a command line: " + plain(words(e)));
            return USAGE;
        }
        err.println(first(line) + " failed: " + plain(words(e)));
        return FAILED;
    }

    private static String words(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private static String plain(String text) {
        return COLOURS.matcher(text).replaceAll("").strip();
    }

    /** The console can be there before the engine published its commands. */
    private boolean awaited(Session session, String line) throws InterruptedException {
        var parts = first(line).split(":", 2);
        if (parts.length < 2 || !OURS.contains(parts[0])) {
            return true;
        }
        var registry = session.getFactory().getRegistry();
        var end = Instant.now().plus(patience);
        while (registry.getCommand("engine", "ready") == null) {
            if (Instant.now().isAfter(end) || closing.await(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private static String first(String line) {
        return line.strip().split("[\\s;|&]", 2)[0];
    }
}

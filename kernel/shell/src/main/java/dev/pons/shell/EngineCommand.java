package dev.pons.shell;

import dev.pons.core.control.Control;
import dev.pons.core.control.ControlException;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Clock;

/**
 * What all commands share: the console makes one for each call, sets its fields and calls {@link
 * #execute} on the session's thread. Exit codes: 0 done, 1 not possible (the reason is on stderr),
 * 2 typed wrong.
 */
@SuppressWarnings("NullAway.Init") // the console sets references, arguments and options
abstract class EngineCommand implements Action {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 200;

    @Reference Control control;
    @Reference Session session;
    PrintStream out = System.out;
    PrintStream err = System.err;
    Times times = new Times(Clock.systemDefaultZone());

    /** Does it; the exit code. */
    abstract int run();

    @Override
    public final @Nullable Object execute() {
        var code = 0;
        try {
            code = run();
        } catch (ControlException e) {
            err.println(e.getMessage());
            code = FAILED;
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(Usage.of(getClass()));
            code = USAGE;
        }
        // A terminal prints what a command returns; only a script asks for the code.
        return code == 0 || interactive() ? null : (Object) code;
    }

    /** A person looks at a terminal. */
    final boolean interactive() {
        return session.getTerminal() != null;
    }

    /** As wide as the terminal is; a script gets a width of its own. */
    final void print(Table table, String indent) {
        var terminal = session.getTerminal();
        var columns =
                terminal == null
                        ? Table.WIDTH
                        : Math.max(NARROWEST, Math.min(WIDEST, terminal.getWidth()));
        table.print(out, indent, columns);
    }

    /** Who gives the order, for the record. */
    final String who() {
        var user = session.get("USER");
        return user == null ? "unknown" : user.toString();
    }
}

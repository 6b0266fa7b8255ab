package dev.pons.shell;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ChannelView;
import dev.pons.core.control.EngineView;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether every channel that can run has been started. A channel that is broken or waits for a
 * plugin will not get well by itself, and one that is down (a port taken) has had its chance after
 * {@link #CHANCE}: what is left then is said at once, whatever {@code --wait} allows.
 */
@Service
@Command(
        scope = "engine",
        name = "ready",
        description =
                "Says whether the channels are started; exit code 0: they are, 1: not yet,"
                        + " 4: some will not be without a person",
        detailedDescription = "Example: engine:ready --wait 60")
public final class EngineReady extends EngineCommand {

    private static final int NOT_YET = 1;
    private static final int NEEDS_A_PERSON = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration CHANCE = Duration.ofSeconds(3);

    private static final Set<ChannelState> UNWELL =
            EnumSet.of(ChannelState.BROKEN, ChannelState.WAITING, ChannelState.DOWN);

    @Option(name = "--wait", description = "How long to wait for it; 0: just look")
    int wait;

    @Override
    int run() {
        if (wait < 0) {
            throw new UsageException("--wait is a number of seconds, 0 or more");
        }
        var end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        var engine = control.engine();
        while (!engine.ready()
                && !needsAPerson(engine)
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            engine = control.engine();
        }
        if (engine.ready()) {
            out.println("ready");
            return 0;
        }
        if (!engine.deployed()) {
            out.println("not ready: waiting for " + engine.waiting());
            return NOT_YET;
        }
        var code = needsAPerson(engine) ? NEEDS_A_PERSON : NOT_YET;
        out.println("deployed, but some channels are not started:");
        unwell().forEach(
                        c ->
                                out.println(
                                        "  channel "
                                                + c.name()
                                                + " is "
                                                + c.state()
                                                + ": "
                                                + c.reason()));
        return code;
    }

    private boolean needsAPerson(EngineView engine) {
        return engine.deployed()
                && unwell().stream()
                        .allMatch(
                                c ->
                                        c.state() != ChannelState.DOWN
                                                || times.since(c.since()).compareTo(CHANCE) > 0);
    }

    private List<ChannelView> unwell() {
        return control.channels().stream().filter(c -> UNWELL.contains(c.state())).toList();
    }
}

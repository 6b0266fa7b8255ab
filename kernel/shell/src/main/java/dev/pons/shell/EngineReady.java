package dev.pons.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether every channel that can run has been started. */
@Service
@Command(
        scope = "engine",
        name = "ready",
        description = "Says whether the channels are started; exit code 0 if so, else 1",
        detailedDescription = "Example: engine:ready --wait 60")
public final class EngineReady extends EngineCommand {

    private static final Duration PAUSE = Duration.ofMillis(100);

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
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            engine = control.engine();
        }
        if (engine.ready()) {
            out.println("ready");
            return 0;
        }
        out.println("not ready: waiting for " + engine.waiting());
        return 1;
    }
}

package dev.pons.core.engine;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.TrialView;
import dev.pons.core.engine.trial.Differences;
import dev.pons.core.store.Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A changed channel beside the running one: it follows the journal on a thread of its own, so that
 * the running one never waits for it. What it found is kept until it is closed.
 */
final class Shadow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final long LOOK_MILLIS = 200;
    private static final long LONGEST_END_SECONDS = 10;

    private final Kit kit;
    private final Rehearsals.Script script;
    private final Program program;
    private final Differences differences = new Differences();
    private final Instant since = Instant.now();
    private final Run run;

    /** Where it reads, and how it ends. */
    private static final class Run {
        private final Store.Reader reader;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private volatile boolean ending;
        private volatile String why = "";

        private Run(Store.Reader reader) {
            this.reader = reader;
        }
    }

    Shadow(Kit kit, Rehearsals.Script script, Program program, String who) throws IOException {
        this.kit = kit;
        this.script = script;
        this.program = program;
        long after = kit.books().ask(Books::upTo);
        this.run = new Run(kit.store().follow(after).withContent());
        LOG.info("channel {}: {} began a shadow", script.channel(), who);
    }

    void begin() {
        try {
            kit.threads().waiting().execute(this::follow);
        } catch (RejectedExecutionException e) {
            run.over.complete(null);
            throw new ControlException("the engine stops", e);
        }
    }

    private void follow() {
        try (var trial = new Trial(kit.store(), script.channel(), program, differences);
                run.reader) {
            while (!run.ending) {
                if (run.reader.next(LOOK_MILLIS)) {
                    trial.take(run.reader);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            run.why = "it failed: " + Fence.words(e);
            LOG.warn("channel {}: the shadow ended: {}", script.channel(), Fence.words(e));
        } finally {
            run.over.complete(null);
        }
    }

    TrialView view(List<String> allowed) {
        if (!run.why.isEmpty()) {
            throw new ControlException("the shadow of " + script.channel() + " ended: " + run.why);
        }
        return differences.view(script.channel(), allowed, Duration.between(since, Instant.now()));
    }

    Rehearsals.Script script() {
        return script;
    }

    boolean uses(Collection<Types.TypeName> types) {
        return types.stream().anyMatch(type -> type.isIn(program.file()));
    }

    /** It finds nothing more, and says why. */
    void end(String why) {
        run.why = why;
        close();
    }

    /** No call into plugins runs any more when it returns, unless a step does not end. */
    @Override
    public void close() {
        run.ending = true;
        try {
            run.over.get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("channel {}: a step of the shadow does not end", script.channel());
        }
    }
}

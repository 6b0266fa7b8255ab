package dev.pons.core.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Calls of a plugin's life cycle, on a thread of their own, for a limited time. */
final class Deadline {

    private final Threads threads;

    Deadline(Threads threads) {
        this.threads = threads;
    }

    /** It did not return in time; its thread was interrupted and is left alone. */
    static final class Missed extends Exception {

        private static final long serialVersionUID = 1L;

        Missed(String what, Duration longest) {
            super(
                    "the plugin did not end its "
                            + what
                            + " within "
                            + longest.toSeconds()
                            + " s; tell its vendor");
        }
    }

    /** Calls it; what it throws is thrown here. */
    void run(String what, Duration longest, Fence.Work work) throws Exception {
        var inside = new AtomicReference<@Nullable Thread>();
        var task =
                new FutureTask<>(
                        () -> {
                            inside.set(Thread.currentThread());
                            Fence.run(work);
                            return true;
                        });
        threads.waiting().execute(task);
        try {
            task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var late = inside.get();
            if (late != null) {
                Mishaps.add(
                        "did not end its " + what + " within " + longest.toSeconds() + " s",
                        late.getStackTrace());
            }
            task.cancel(true);
            throw new Missed(what, longest);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

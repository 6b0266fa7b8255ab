package dev.pons.core.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the engine: one pool for what may wait for peers, one as wide as the machine for
 * steps, and one clock whose tasks are short.
 */
final class Threads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final int IDLE_SECONDS = 10;

    private final ExecutorService waiting;
    private final ThreadPoolExecutor steps;
    private final ScheduledThreadPoolExecutor clock;

    Threads() {
        waiting =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        named("pons-lane-"));
        steps =
                (ThreadPoolExecutor)
                        Executors.newFixedThreadPool(
                                Math.max(2, Runtime.getRuntime().availableProcessors()),
                                named("pons-steps-"));
        clock = new ScheduledThreadPoolExecutor(1, named("pons-clock-"));
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Daemon threads that inherit nothing of whoever happens to ask for them. */
    static ThreadFactory named(String prefix) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(null, task, prefix + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Threads.class.getClassLoader());
            return thread;
        };
    }

    /** For what talks to peers: lanes, pollers, life cycle of plugins. */
    ExecutorService waiting() {
        return waiting;
    }

    /** For steps: busy, never waiting. */
    ExecutorService steps() {
        return steps;
    }

    /**
     * One of the threads for steps is stuck, or waits for a peer: another one takes its place,
     * until it is free.
     */
    synchronized void stuck(boolean yes) {
        int size = steps.getCorePoolSize() + (yes ? 1 : -1);
        if (yes) {
            steps.setMaximumPoolSize(size);
            steps.setCorePoolSize(size);
        } else {
            steps.setCorePoolSize(size);
            steps.setMaximumPoolSize(size);
        }
    }

    /** For what is due later: tasks that return at once. */
    ScheduledExecutorService clock() {
        return clock;
    }

    /** Runs a task that may wait, later; not at all when the engine has ended by then. */
    void later(Duration pause, Runnable task) {
        soon(pause, () -> waiting.execute(task));
    }

    /** Runs a task that returns at once, later; not at all when the engine has ended by then. */
    void soon(Duration pause, Runnable task) {
        try {
            clock.schedule(() -> unlessEnded(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the engine has ended, nothing is tried again");
        }
    }

    /** The same for a task that may wait, never early; cancel it when it is not needed any more. */
    Future<?> alarm(Duration pause, Runnable task) {
        try {
            return clock.schedule(
                    () -> unlessEnded(() -> waiting.execute(task)),
                    pause.plusNanos(999_999).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private static void unlessEnded(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("the engine has ended, nothing is tried again");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        steps.shutdown();
        waiting.shutdown();
    }
}

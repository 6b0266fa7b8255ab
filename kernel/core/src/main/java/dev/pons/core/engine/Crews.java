package dev.pons.core.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The crew of a destination, and those that it relieved: each send of theirs ends by itself or at
 * its deadline, and nothing new begins. Any thread.
 */
final class Crews {

    private static final Logger LOG = LoggerFactory.getLogger(Crews.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Threads threads;
    private final List<Crew> relieved = new CopyOnWriteArrayList<>();
    private volatile Crew now = new Crew();

    Crews(Threads threads) {
        this.threads = threads;
    }

    /** The one that may work. */
    Crew now() {
        return now;
    }

    /**
     * Another one follows, which is not open yet.
     *
     * @return instances that rested, to be closed
     */
    List<DestinationInstance> relieve() {
        var before = now;
        before.shut();
        relieved.add(before);
        now = new Crew();
        return before.dismiss();
    }

    private Stream<Crew> all() {
        return Stream.concat(relieved.stream(), Stream.of(now));
    }

    /** Ends calls whose time is over; true: one does not end though it was aborted. */
    boolean tick(Instant time) {
        relieved.removeIf(Crew::isQuiet);
        if (all().anyMatch(c -> c.anyLate(time))) {
            threads.waiting().execute(() -> all().forEach(c -> c.abortLate(time)));
        }
        return all().filter(c -> c.anyStuck(time)).count() > 0;
    }

    /** Nobody works at this moment. */
    boolean isQuiet() {
        return all().allMatch(Crew::isQuiet);
    }

    /**
     * Returns when those that were relieved have left. What does not end in time is aborted, and
     * left alone if that does not help within the patience: false.
     */
    boolean awaitLeft(Duration longest, Duration patience) throws InterruptedException {
        if (left(longest)) {
            return true;
        }
        threads.waiting().execute(() -> relieved.forEach(Crew::abortAll));
        boolean all = left(patience);
        relieved.clear();
        return all;
    }

    private boolean left(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (var crew : relieved) {
            if (!crew.quiet(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    /** Closes one, whatever its plugin does. */
    void close(DestinationInstance instance) {
        try {
            new Deadline(threads).run("close", LONGEST_CLOSE, instance::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{}: {}", instance.made.file().name(), Fence.words(e));
        }
    }
}

package dev.pons.core.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instances of one destination and how many of them may work: as many as there are lanes, one
 * while the peer is down, none when it is stopped. Any thread.
 */
final class Crew {

    private final List<DestinationInstance> working = new ArrayList<>();
    private final ArrayDeque<DestinationInstance> resting = new ArrayDeque<>();
    private int entered;
    private int limit;

    /** So many may work from now on; 0: none. */
    synchronized void limit(int lanes) {
        limit = lanes;
    }

    /** Another one may work; {@link #leave} follows. */
    synchronized boolean enter() {
        if (entered >= limit) {
            return false;
        }
        entered++;
        return true;
    }

    /** This one may go on working. */
    synchronized boolean mayStay() {
        return entered <= limit;
    }

    /** The one that entered stops. */
    synchronized void leave() {
        entered--;
        notifyAll();
    }

    /**
     * A resting instance that works as one of this kind; those of another kind are given back to be
     * closed.
     */
    synchronized Optional<DestinationInstance> borrow(
            Program.To wanted, List<DestinationInstance> toClose) {
        while (!resting.isEmpty()) {
            var instance = resting.pollLast();
            if (instance.made.same(wanted)) {
                working.add(instance);
                return Optional.of(instance);
            }
            toClose.add(instance);
        }
        return Optional.empty();
    }

    /** A new instance begins to work. */
    synchronized void joins(DestinationInstance instance) {
        working.add(instance);
    }

    /** An instance rests; null: it is not good any more. */
    synchronized void rest(DestinationInstance worked, boolean again) {
        working.remove(worked);
        if (again) {
            resting.addLast(worked);
        }
    }

    /** Takes the resting ones away, to be closed. */
    synchronized List<DestinationInstance> dismiss() {
        var all = List.copyOf(resting);
        resting.clear();
        return all;
    }

    /** Those at work. */
    synchronized List<DestinationInstance> working() {
        return List.copyOf(working);
    }

    /** Waits until nobody works; false: not within the time. */
    synchronized boolean quiet(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (entered > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Ends calls whose time is over. */
    void abortLate(@Nullable Instant now) {
        for (var instance : working()) {
            if (now == null) {
                instance.abort();
            } else {
                instance.abortIfLate(now);
            }
        }
    }
}

package dev.pons.core.engine;

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
    private boolean open;

    /** So many may work from now on. */
    synchronized void open(int lanes) {
        open = true;
        limit = lanes;
    }

    /** Nobody may work from now on, whatever the limit is. */
    synchronized void shut() {
        open = false;
    }

    /** So many may work at a time, while it is open. */
    synchronized void limit(int lanes) {
        limit = lanes;
    }

    /** Another one may work; {@link #leave} follows. */
    synchronized boolean enter() {
        if (!open || entered >= limit) {
            return false;
        }
        entered++;
        return true;
    }

    /** This one may go on working. */
    synchronized boolean mayStay() {
        return open && entered <= limit;
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

    /** There is no instance, and none is being made. */
    synchronized boolean isEmpty() {
        return entered == 0 && working.isEmpty() && resting.isEmpty();
    }

    /** Nobody works at this moment. */
    synchronized boolean isQuiet() {
        return entered == 0;
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

    /** The time of a call is over. */
    boolean anyLate(Instant now) {
        return working().stream().anyMatch(i -> i.isLate(now));
    }

    /** A call does not end though it was aborted. */
    boolean anyStuck(Instant now) {
        return working().stream().anyMatch(i -> i.isStuck(now));
    }

    /** Ends calls whose time is over. */
    void abortLate(Instant now) {
        working().stream().filter(i -> i.isLate(now)).forEach(DestinationInstance::abort);
    }

    /** Ends all calls. */
    void abortAll() {
        working().forEach(DestinationInstance::abort);
    }
}

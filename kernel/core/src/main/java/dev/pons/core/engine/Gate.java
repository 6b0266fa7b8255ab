package dev.pons.core.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Lets one at a time in, if it is open and nothing blocks. Any thread. */
final class Gate {

    private boolean open;
    private @Nullable Thread inside;
    private boolean taken;
    private long since;
    private long blocked;

    /** True: you are in; {@link #leave} follows. */
    synchronized boolean enter() {
        if (!open || taken || blocked != 0) {
            return false;
        }
        taken = true;
        return true;
    }

    /** The same for what does not wait for a message that blocks. */
    synchronized boolean enterAside() {
        if (!open || taken) {
            return false;
        }
        taken = true;
        return true;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** The one that is in begins, on this thread. */
    synchronized void begin() {
        inside = Thread.currentThread();
    }

    /** The one that is in begins or ends the steps of a message. */
    synchronized void steps(boolean begin) {
        since = begin ? System.nanoTime() : 0;
    }

    /** The steps wait for somebody outside, at most so long, before they count as late. */
    synchronized void waits(Duration longest) {
        since = since == 0 ? 0 : System.nanoTime() + longest.toNanos();
    }

    /** The one that is in the steps of one message for longer than that; null: none. */
    synchronized @Nullable Thread late(Duration longest) {
        return since != 0 && System.nanoTime() - since > longest.toNanos() ? inside : null;
    }

    synchronized void leave() {
        inside = null;
        taken = false;
        notifyAll();
    }

    synchronized void open(boolean yes) {
        open = yes;
    }

    /** Closed by a message; 0: not any more. */
    synchronized void block(long message) {
        blocked = message;
    }

    synchronized long blocked() {
        return blocked;
    }

    synchronized boolean mayGoOn() {
        return open && blocked == 0;
    }

    /** Nobody is in. */
    synchronized boolean isQuiet() {
        return !taken;
    }

    /** Waits until nobody is in; false: not within the time. */
    synchronized boolean awaitOut(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (taken) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Interrupts the one that is in. */
    synchronized void interrupt() {
        if (inside != null) {
            inside.interrupt();
        }
    }
}

package dev.pons.core.engine;

import java.time.Duration;

/** How many things are on their way. Any thread. */
final class Flights {

    private int count;

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    synchronized boolean none() {
        return count == 0;
    }

    /** Waits until all have arrived; false: not within the time. */
    synchronized boolean awaitNone(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (count > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}

package dev.pons.core.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The budget of bytes that wait for the disk. Who finds it used up waits in turn, as long as it
 * may; what is larger than the whole budget goes alone.
 */
final class WaitingBytes {

    private final long budget;
    private final AtomicLong used = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private volatile boolean someoneWaits;

    WaitingBytes(long budget) {
        this.budget = budget;
    }

    /** False: there was no room within the time, nothing is taken. */
    boolean take(long bytes, long nanos) throws InterruptedException {
        if (!turn.hasQueuedThreads() && !someoneWaits && tryTake(bytes)) {
            return true;
        }
        var until = System.nanoTime() + nanos;
        if (!turn.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            return waitFor(bytes, until);
        } finally {
            turn.unlock();
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
        if (someoneWaits) {
            lock.lock();
            try {
                freed.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Bytes that are taken now. */
    long used() {
        return used.get();
    }

    private boolean waitFor(long bytes, long until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            someoneWaits = true;
            var left = until - System.nanoTime();
            while (!tryTake(bytes)) {
                if (left <= 0) {
                    return false;
                }
                left = freed.awaitNanos(left);
            }
            return true;
        } finally {
            someoneWaits = false;
            lock.unlock();
        }
    }

    private boolean tryTake(long bytes) {
        while (true) {
            var now = used.get();
            if (now > 0 && now + bytes > budget) {
                return false;
            }
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }
}

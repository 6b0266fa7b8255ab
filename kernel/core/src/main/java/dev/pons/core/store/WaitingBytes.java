package dev.pons.core.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The budget of bytes that wait for the disk. Who finds it used up waits in turn; what is larger
 * than the whole budget goes alone.
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

    void take(long bytes) throws InterruptedException {
        if (!turn.hasQueuedThreads() && !someoneWaits && tryTake(bytes)) {
            return;
        }
        turn.lockInterruptibly();
        try {
            waitFor(bytes);
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

    private void waitFor(long bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            someoneWaits = true;
            while (!tryTake(bytes)) {
                freed.await();
            }
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

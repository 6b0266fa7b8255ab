package dev.pons.core.store;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** How far the journal is on the disk, and those who wait for more. */
final class Durable {

    private final Lock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private volatile long last;
    private volatile int waiting;
    private volatile boolean closed;

    Durable(long last) {
        this.last = last;
    }

    /** Id of the last durable entry; 0: none. */
    long last() {
        return last;
    }

    /** The committer only. */
    void reach(long id) {
        last = id;
        if (waiting > 0) {
            wakeAll();
        }
    }

    /** Nothing more will come: nobody waits from now on. */
    void close() {
        closed = true;
        wakeAll();
    }

    private void wakeAll() {
        lock.lock();
        try {
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is more than what was seen; nanoseconds that are left. */
    long await(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting++;
            try {
                var left = nanos;
                while (last == seen && left > 0 && !closed) {
                    left = more.awaitNanos(left);
                }
                return closed ? 0 : left;
            } finally {
                waiting--;
            }
        } finally {
            lock.unlock();
        }
    }
}

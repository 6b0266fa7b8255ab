package dev.pons.core.store.index;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the index is, who waits for it, and whether it shall end. Any thread. */
final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final IndexOrders orders = new IndexOrders();
    private volatile long applied;
    private volatile long wanted;
    private volatile boolean ending;

    /** The last entry that search shows. */
    long applied() {
        return applied;
    }

    /** What is to be done between two batches. */
    IndexOrders orders() {
        return orders;
    }

    boolean isEnding() {
        return ending;
    }

    /** The end was asked for, and all that is durable is in the index. */
    boolean isDone(long durable) {
        return ending && applied >= durable;
    }

    /** Someone waits for what was read so far: do not gather more. */
    boolean isWanted(long read) {
        return ending || wanted > applied && wanted <= read;
    }

    void reached(long id) {
        lock.lock();
        try {
            applied = id;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Goes back, or forward at the start. */
    void restart(long id) {
        reached(id);
    }

    /** The index thread waits for more entries, unless those that it has are wanted. */
    void gather(long nanos, long read) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            while (left > 0 && !isWanted(read)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The index thread waits after a failure, until the end is asked for. */
    void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            while (left > 0 && !ending) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean await(long id, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wanted = Math.max(wanted, id);
            changed.signalAll();
            var left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (applied < id && left > 0) {
                left = changed.awaitNanos(left);
            }
            return applied >= id;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

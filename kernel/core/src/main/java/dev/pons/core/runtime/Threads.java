package dev.pons.core.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of this room: named, and no reason for the process to stay. */
final class Threads {

    private Threads() {}

    /** Threads {@code NAME-1}, {@code NAME-2} and so on. */
    static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

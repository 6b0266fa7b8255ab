package dev.pons.core.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages that wait for a person before they are routed, and those that were let go. Any thread.
 */
final class Holds {

    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Set<Long> released = ConcurrentHashMap.newKeySet();

    void hold(long message) {
        held.add(message);
    }

    /** It is out of the way. False: it was not held. */
    boolean leave(long message) {
        return held.remove(message);
    }

    /** It runs through today's version. */
    void release(long message) {
        released.add(message);
    }

    boolean released(long message) {
        return released.contains(message);
    }

    /** Its steps ran. */
    void ran(long message) {
        released.remove(message);
    }

    boolean holds(long message) {
        return held.contains(message);
    }

    Set<Long> held() {
        return Set.copyOf(held);
    }
}

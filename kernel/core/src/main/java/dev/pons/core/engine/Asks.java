package dev.pons.core.engine;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the steps of all channels ask peers, by channel. Any thread. */
final class Asks {

    private final Map<String, Asking> all = new ConcurrentHashMap<>();
    private final Clock clock;

    Asks(Clock clock) {
        this.clock = clock;
    }

    /** Of one channel, for as long as the engine lives. */
    Asking of(String channel) {
        return all.computeIfAbsent(channel, name -> new Asking(clock));
    }
}

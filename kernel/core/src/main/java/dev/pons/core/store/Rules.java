package dev.pons.core.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The retention of each channel: what its file says, or for a channel whose file is gone what it
 * said when its messages were compacted last. Any thread.
 */
final class Rules {

    private final Map<String, Retention> said = new ConcurrentHashMap<>();
    private final Map<String, Retention> remembered = new ConcurrentHashMap<>();

    /** Remembers what the archive was written under. */
    void remember(Archive archive) {
        var runs = new ArrayList<>(archive.runs());
        Collections.reverse(runs);
        for (var run : runs) {
            for (var label : run.labels()) {
                for (var channel : label.channels().keySet()) {
                    remembered.putIfAbsent(channel, label.kept().retention());
                }
            }
        }
    }

    /** True: the channel's file said something else before. */
    boolean set(String channel, Retention retention) {
        var before = said.put(channel, retention);
        remembered.put(channel, retention);
        return before != null && !before.equals(retention);
    }

    /** Of a channel; the empty one is the engine's own, for ever. */
    Retention of(String channel) {
        if (channel.isEmpty()) {
            return Retention.FOREVER;
        }
        var rule = said.get(channel);
        return rule != null ? rule : remembered.getOrDefault(channel, Retention.FOREVER);
    }

    /** The shortest period of any channel. */
    long shortest() {
        return said.values().stream().mapToLong(Retention::shortest).min().orElse(Retention.EVER);
    }
}

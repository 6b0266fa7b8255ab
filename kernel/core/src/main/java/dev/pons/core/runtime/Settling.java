package dev.pons.core.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells files that rest from files that are being written or replaced. A file rests when it was not
 * touched for a second, or looked the same in two looks at least {@link #REST} apart; it is gone
 * when it was missing as long. Pure: the time is given. One thread.
 */
final class Settling {

    /** How long a file must look the same, or be missing, in milliseconds. */
    static final long REST = 200;

    private static final long OLD = 1_000;

    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(Stat stat, long since) {}

    /**
     * What one look showed.
     *
     * @param resting may be read
     * @param moving may be half written: look again soon
     * @param gone were there once, and are surely removed; said once
     */
    record Looked(Map<String, Stat> resting, Set<String> moving, Set<String> gone) {}

    /** Takes what a folder shows at a time (milliseconds since 1970). */
    Looked look(Map<String, Stat> now, long time) {
        var resting = new TreeMap<String, Stat>();
        var moving = new TreeSet<String>();
        now.forEach(
                (name, stat) -> {
                    var rests = rests(note(name, stat, time), time);
                    if (rests) {
                        resting.put(name, stat);
                    } else {
                        moving.add(name);
                    }
                });
        var gone = new TreeSet<String>();
        for (var name : Set.copyOf(seen.keySet())) {
            if (now.containsKey(name)) {
                continue;
            }
            if (time - note(name, Stat.ABSENT, time).since() >= REST) {
                seen.remove(name);
                gone.add(name);
            } else {
                moving.add(name);
            }
        }
        return new Looked(resting, moving, gone);
    }

    private Seen note(String name, Stat stat, long time) {
        var before = seen.get(name);
        if (before != null && before.stat().equals(stat) && before.since() <= time) {
            return before;
        }
        var fresh = new Seen(stat, time);
        seen.put(name, fresh);
        return fresh;
    }

    private static boolean rests(Seen file, long time) {
        var untouched = time - file.stat().modified();
        var old = !file.stat().equals(Stat.ABSENT) && untouched >= OLD;
        return old || time - file.since() >= REST;
    }
}

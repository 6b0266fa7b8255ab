package dev.pons.core.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Connections of one owner that were turned away or failed, and why: the last ten reasons, each
 * with its count. Logs a reason once, until {@link #over} says that it is over. Any thread.
 */
final class TurnedAway {

    private static final int MOST = 10;

    private final String owner;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Set<String> said = new HashSet<>();

    TurnedAway(String owner) {
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    /**
     * Records one.
     *
     * @param kind of the reason: logged once
     * @param why in own words
     */
    void add(String kind, InetAddress peer, String why) {
        add(kind, Words.of(peer) + ": " + why);
    }

    /** Records one that has no peer. */
    synchronized void add(String kind, String text) {
        Long before = counts.remove(text);
        if (before == null && counts.size() == MOST) {
            counts.remove(counts.keySet().iterator().next());
        }
        counts.put(text, before == null ? 1 : before + 1);
        if (said.add(kind)) {
            Words.LOG.warn(
                    "channel {}: {}; more of this kind are counted and not logged", owner, text);
        }
    }

    /** That kind of reason is over: the next one is news again. */
    synchronized void over(String kind) {
        if (said.remove(kind)) {
            Words.LOG.info("channel {}: takes connections again", owner);
        }
    }

    /** A new version or other limits: all reasons are news again. */
    synchronized void renewed() {
        said.clear();
    }

    /** Newest last. */
    synchronized List<String> texts() {
        var texts = new ArrayList<String>();
        counts.forEach((text, n) -> texts.add(n == 1 ? text : text + " (" + n + " times)"));
        return texts;
    }
}

package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Who shares a line, and on whose thread it runs: that of one of them, and of another one when that
 * one goes. Any thread; nothing here waits.
 */
final class Members {

    private final List<Member> all = new ArrayList<>();
    private final List<Member> departed = new ArrayList<>();
    private @Nullable Member host;
    private boolean running;
    private int changes;

    /** True: nobody runs the line; the new one does, at once. */
    synchronized boolean join(Member member) {
        all.add(member);
        changes++;
        host = host == null ? member : host;
        boolean first = !running;
        running = true;
        return first;
    }

    /** It leaves; another one runs the line from now on, if this one did. */
    synchronized void leave(Member member) {
        all.remove(member);
        departed.add(member);
        changes++;
        if (member.equals(host)) {
            host = all.isEmpty() ? null : all.get(0);
        }
    }

    /** The line runs on the thread of this one. */
    synchronized boolean isHost(Member member) {
        return member.equals(host);
    }

    /** Who runs the line next; null: nobody wants it now. */
    synchronized @Nullable Member host() {
        return host;
    }

    /** The port is closed: who wants it again meanwhile; null: nobody, and nobody runs it. */
    synchronized @Nullable Member end() {
        running = host != null;
        return host;
    }

    /** In the order in which they came. */
    synchronized List<Member> all() {
        return List.copyOf(all);
    }

    /** Those that left since the last call; one that runs the line at this moment stays in it. */
    synchronized List<Member> departed(@Nullable Member running) {
        var found = departed.stream().filter(one -> !one.equals(running)).toList();
        departed.removeAll(found);
        return found;
    }

    /** Grows with each that comes or goes. */
    synchronized int changes() {
        return changes;
    }
}

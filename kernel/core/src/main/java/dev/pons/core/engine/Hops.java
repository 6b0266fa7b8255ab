package dev.pons.core.engine;

import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a message from channel to channel, which it carries in its facts: {@code channel.from}
 * and {@code channel.message}, where it was last and as which message, and {@code channel.path},
 * the channels that handed it over, the first one first, with blanks between.
 */
final class Hops {

    /**
     * A message that was handed over so often is in a loop, or in a plan that nobody can follow.
     */
    static final int MOST = 16;

    private static final String FROM = "channel.from";
    private static final String MESSAGE = "channel.message";
    private static final String PATH = "channel.path";

    private Hops() {}

    /** What a message is known by where it is handed to. */
    static Origin origin(long message, String channel, String destination) {
        return new Origin(Origin.Kind.HANDED, message, "", channel + "/" + destination, "");
    }

    /** It was handed over by this delivery. */
    static boolean isOf(Origin origin, Entry.Result result) {
        return origin.kind() == Origin.Kind.HANDED
                && origin.parent() == result.message()
                && origin.who().endsWith("/" + result.destination());
    }

    /** The facts of a message in the next channel. */
    static Map<String, String> next(Map<String, String> facts, String from, long message) {
        var next = Repeats.forget(facts);
        var path = new ArrayList<>(path(facts));
        path.add(from);
        next.put(FROM, from);
        next.put(MESSAGE, Ids.text(message));
        next.put(PATH, String.join(" ", path));
        return Map.copyOf(next);
    }

    private static List<String> path(Map<String, String> facts) {
        var path = facts.getOrDefault(PATH, "");
        return path.isEmpty() ? List.of() : List.of(path.split(" "));
    }

    /** Why it must not go on from this channel to that one; empty: it may. */
    static Optional<String> refused(Map<String, String> facts, String from, String to) {
        var path = new ArrayList<>(path(facts));
        if (path.size() < MOST) {
            return Optional.empty();
        }
        path.add(from);
        int last = path.lastIndexOf(to);
        var way = String.join(" > ", path.subList(Math.max(0, last), path.size())) + " > " + to;
        return Optional.of(
                "it was handed over "
                        + MOST
                        + " times, and no message is handed over more often: "
                        + (last < 0
                                ? "it came the way " + way + "; let fewer channels hand it on"
                                : "it goes round in the loop "
                                        + way
                                        + "; end the loop with a condition (when:) in one of"
                                        + " these, then message:skip it"));
    }
}

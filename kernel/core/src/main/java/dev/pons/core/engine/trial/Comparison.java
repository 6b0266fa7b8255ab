package dev.pons.core.engine.trial;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Collected;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Branch;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is different in what two versions of a channel made of one message. Words are ours; no value
 * of a message is in them.
 *
 * @param formats by the name that a message carries; empty: the channel's
 */
public record Comparison(Function<String, Optional<Format>> formats) {

    /**
     * One difference.
     *
     * @param destination empty: of the whole message
     * @param place a path, or what else it is of
     */
    public record Found(String destination, String place, String what) {}

    /** All differences; each once. */
    public Set<Found> of(Message received, Entry.Routed before, Entry.Routed now)
            throws IOException {
        var found = new LinkedHashSet<Found>();
        if (before.end() != now.end()) {
            var what = word(now.end()) + ", was " + word(before.end());
            found.add(new Found("", "end", what));
            return found;
        }
        if (now.end() == Entry.End.SPLIT && !before.reason().equals(now.reason())) {
            found.add(new Found("", "parts", now.reason() + ", was " + before.reason()));
        }
        groups(received, before.collected(), now.collected(), found);
        facts("", "index", before.index(), now.index(), found);
        for (var old : before.branches()) {
            var fresh = branch(now, old.destination());
            if (fresh.isEmpty()) {
                found.add(new Found(old.destination(), "destination", "is gone"));
            } else {
                branches(received, old, fresh.get(), found);
            }
        }
        for (var fresh : now.branches()) {
            if (branch(before, fresh.destination()).isEmpty()) {
                found.add(new Found(fresh.destination(), "destination", "is new"));
            }
        }
        return found;
    }

    private void groups(
            Message received, @Nullable Collected before, @Nullable Collected now, Set<Found> found)
            throws IOException {
        if (before == null || now == null) {
            return;
        }
        if (!before.name().equals(now.name()) || !before.key().equals(now.key())) {
            found.add(new Found("", "group", "it goes into another group"));
        }
        var old = before.body() == null ? received.body() : before.body();
        var fresh = now.body() == null ? received.body() : now.body();
        bodies(
                "",
                received.withBody(old, before.format()),
                received.withBody(fresh, now.format()),
                found);
    }

    private static Optional<Branch> branch(Entry.Routed of, String destination) {
        return of.branches().stream().filter(b -> b.destination().equals(destination)).findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What one destination was to get, and what it would get. */
    public void branches(Message received, Branch before, Branch now, Set<Found> found)
            throws IOException {
        var name = before.destination();
        if (before.state() != now.state()) {
            var what = state(now.state()) + ", was " + state(before.state());
            found.add(new Found(name, "delivery", what));
            return;
        }
        if (now.state() != DeliveryState.QUEUED) {
            return;
        }
        if (!before.texts().equals(now.texts())) {
            found.add(new Found(name, "options", "a text with values is another"));
        }
        if (!Arrays.equals(before.keys(), now.keys()) || before.first() != now.first()) {
            found.add(new Found(name, "order", "its place among others is another"));
        }
        var old = message(received, before);
        var fresh = message(received, now);
        facts(name, "fact", old.meta(), fresh.meta(), found);
        bodies(name, old, fresh, found);
    }

    private static String state(DeliveryState state) {
        return state == DeliveryState.QUEUED ? "sent" : word(state);
    }

    private static Message message(Message received, Branch branch) {
        var body = branch.body();
        var meta = branch.meta();
        return Message.of(
                body == null ? received.body() : body, meta == null ? received.meta() : meta);
    }

    private static void facts(
            String destination,
            String kind,
            Map<String, String> before,
            Map<String, String> now,
            Set<Found> found) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            if (!java.util.Objects.equals(before.get(name), now.get(name))) {
                found.add(new Found(destination, kind + " " + name, "is another"));
            }
        }
    }

    private void bodies(String name, Message before, Message now, Set<Found> found)
            throws IOException {
        if (same(before.body(), now.body())) {
            return;
        }
        try {
            var format = formats.apply(now.format());
            if (format.isPresent()) {
                var places =
                        Leaves.of(format.get(), before).otherwise(Leaves.of(format.get(), now));
                places.forEach((path, what) -> found.add(new Found(name, path, what)));
                if (!places.isEmpty()) {
                    return;
                }
            }
        } catch (ProblemException | RuntimeException otherFormat) {
            found.add(new Found(name, "content", "is another, and not in the channel's format"));
            return;
        }
        found.add(new Found(name, "content", "other bytes with the same values"));
    }

    private static boolean same(Payload before, Payload now) throws IOException {
        return before == now
                || before.size() == now.size() && Arrays.equals(before.toBytes(), now.toBytes());
    }
}

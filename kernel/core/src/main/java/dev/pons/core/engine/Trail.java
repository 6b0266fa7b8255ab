package dev.pons.core.engine;

import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Search.Places;
import dev.pons.core.store.Store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the journal says of one message. The index knows which entries to read; what is read is
 * compared with what was asked, and what the index does not show yet is looked for in the journal
 * itself, so that a search that lags is slower, never wrong.
 */
final class Trail {

    private final Store store;

    Trail(Store store) {
        this.store = store;
    }

    /** The message as it came. */
    Entry start(long message) throws IOException {
        return store.read(message);
    }

    /** What the steps made of it; empty: it was not routed, or ended before. */
    Optional<Entry.Routed> routed(long message) throws IOException, InterruptedException {
        return ended(message).filter(r -> r.end() == Entry.End.ROUTED);
    }

    /** How the steps ended, the last time that they ran; empty: they did not. */
    Optional<Entry.Routed> ran(long message) throws IOException, InterruptedException {
        var end = ended(message);
        if (end.isPresent()) {
            return end;
        }
        Predicate<Entry> held = e -> e instanceof Entry.Routed r && r.message() == message;
        return Optional.ofNullable(first(message, held)).map(Entry.Routed.class::cast);
    }

    private Optional<Entry.Routed> ended(long message) throws IOException, InterruptedException {
        Predicate<Entry> fits =
                e ->
                        e instanceof Entry.Routed r
                                && r.message() == message
                                && r.end() != Entry.End.HELD;
        var places = store.search().places(message);
        var known = places.map(Places::routed).orElse(0L);
        var entry = known == 0 ? null : read(known, fits);
        if (entry == null) {
            entry = first(behind(message, places), fits);
        }
        return Optional.ofNullable(entry).map(Entry.Routed.class::cast);
    }

    /** What a destination gets; what was made later counts more. */
    Optional<Entry.Branch> branch(long message, String destination)
            throws IOException, InterruptedException {
        Predicate<Entry> fits =
                e ->
                        e instanceof Entry.Made m
                                && m.message() == message
                                && m.branch().destination().equals(destination);
        var places = store.search().places(message);
        var later = first(behind(message, places), fits);
        if (later == null) {
            var known = places.map(p -> p.made().get(destination));
            later = known.isPresent() ? read(known.get(), fits) : null;
        }
        if (later instanceof Entry.Made made) {
            return Optional.of(made.branch());
        }
        return routed(message)
                .flatMap(
                        r ->
                                r.branches().stream()
                                        .filter(b -> b.destination().equals(destination))
                                        .findFirst());
    }

    /** What the peer of a destination answered last. */
    Optional<Content> response(long message, String destination)
            throws IOException, InterruptedException {
        Predicate<Entry> fits =
                e ->
                        e instanceof Entry.Result r
                                && r.message() == message
                                && r.destination().equals(destination)
                                && r.response() != null;
        var places = store.search().places(message);
        var later = last(behind(message, places), fits);
        if (later == null) {
            var known = places.map(p -> p.answered().get(destination));
            later = known.isPresent() ? read(known.get(), fits) : null;
        }
        return later instanceof Entry.Result result
                ? Optional.ofNullable(result.response())
                : Optional.empty();
    }

    /** What the peer answered to one attempt, or what the sender was told, by the entry's id. */
    Optional<Content> answer(long message, long entry) throws IOException {
        var found = store.read(entry);
        if (found instanceof Entry.Result result && result.message() == message) {
            return Optional.ofNullable(result.response());
        }
        if (found instanceof Entry.Answered answered && answered.message() == message) {
            return Optional.ofNullable(answered.bytes());
        }
        return Optional.empty();
    }

    /** What the index does not show begins behind this. */
    private static long behind(long message, Optional<Places> places) {
        return places.map(p -> Math.max(message, p.shown())).orElse(message);
    }

    private @Nullable Entry read(long id, Predicate<Entry> fits) throws IOException {
        var entry = store.read(id);
        return fits.test(entry) ? entry : null;
    }

    private @Nullable Entry first(long after, Predicate<Entry> wanted)
            throws IOException, InterruptedException {
        try (var reader = store.follow(after)) {
            while (reader.next(0)) {
                if (wanted.test(reader.entry())) {
                    return store.read(reader.id());
                }
            }
        }
        return null;
    }

    private @Nullable Entry last(long after, Predicate<Entry> wanted)
            throws IOException, InterruptedException {
        var found = 0L;
        try (var reader = store.follow(after)) {
            while (reader.next(0)) {
                if (wanted.test(reader.entry())) {
                    found = reader.id();
                }
            }
        }
        return found == 0 ? null : store.read(found);
    }
}

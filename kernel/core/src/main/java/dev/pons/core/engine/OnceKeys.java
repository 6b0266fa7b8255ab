package dev.pons.core.engine;

import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one channel's messages within its window, to tell duplicates by: 40 to 80 bytes each.
 * A message is put in on the writer's thread when it is durable, and once more when the books read
 * it, which changes nothing; the door asks. Any thread.
 *
 * <p>Keys are kept as 64-bit hashes. Two keys of one hash are told apart by the digest of the
 * message; whoever drops a message compares that too.
 */
final class OnceKeys {

    /** More are forgotten, oldest first, whatever the window. */
    static final int MOST = 2_000_000;

    /** While no channel file has said how long. */
    private static final long LONGEST = 31L * 24 * 3600 * 1000;

    /** A window is forgotten in so many pieces. */
    private static final int PIECES = 8;

    private final Deque<OncePage> pages = new ArrayDeque<>();
    private long within = LONGEST;
    private int size;

    /**
     * The message that had a key last.
     *
     * @param id of it
     * @param digest of its bytes
     * @param at when it was accepted, ms
     */
    record First(long id, long digest, long at) {}

    /** How long a key is remembered, ms. */
    synchronized void within(long millis) {
        within = millis;
    }

    /** A message was accepted; a later one of the same key takes its place. */
    synchronized void put(String key, long digest, long id, long at) {
        put(Place.hash(key), new First(id, digest, at));
    }

    private void put(long hash, First message) {
        var known = find(hash);
        if (known.isPresent() && known.get().id() >= message.id()) {
            return;
        }
        forget(message.at());
        var newest = pages.peekLast();
        if (newest == null || newest.isOlderThan(message.at() - within / PIECES)) {
            newest = new OncePage(message.at());
            pages.addLast(newest);
        }
        if (newest.put(hash, message)) {
            size++;
        }
    }

    /** The message that had this key last and came within the window before {@code now}, ms. */
    synchronized Optional<First> find(String key, long now) {
        return find(Place.hash(key)).filter(f -> f.at() > now - within);
    }

    private Optional<First> find(long hash) {
        for (var all = pages.descendingIterator(); all.hasNext(); ) {
            var found = all.next().find(hash);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void forget(long now) {
        var oldest = pages.peekFirst();
        while (oldest != null && (oldest.isDone(now - within) || size >= MOST)) {
            pages.pollFirst();
            size -= oldest.size();
            oldest = pages.peekFirst();
        }
    }

    /** So many keys are known. */
    synchronized int size() {
        return size;
    }

    /** As they are now. */
    synchronized List<OncePage> pages() {
        return List.copyOf(pages);
    }

    synchronized void write(BytesOut out) {
        out.number(within);
    }

    synchronized void write(OncePage page, BytesOut out) {
        page.write(out);
    }

    synchronized void read(BytesIn in) throws IOException {
        within = in.number();
    }

    synchronized void readPage(BytesIn in) throws IOException {
        var page = OncePage.read(in);
        pages.addLast(page);
        size += page.size();
    }
}

package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Duplicates;
import dev.pons.core.config.ChannelFile.Duplicates.Different;
import dev.pons.core.config.ChannelFile.Duplicates.Same;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Given;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Message;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells messages of one channel that were there before ({@code duplicates:}, decision 0013). Those
 * that are just being written count: of two that come at once, one waits for the other. Any thread.
 */
final class Repeats {

    private static final Logger LOG = LoggerFactory.getLogger(Repeats.class);

    /** Fact of a message that is kept though it came before: the id of the first. */
    private static final String OF = "duplicate";

    /** Fact of one that waits for a person: why. */
    private static final String HELD = "duplicate.held";

    private static final int BUFFER = 8192;

    private final Kit kit;
    private final OnceKeys keys;
    private final Map<String, CompletableFuture<Void>> writing = new ConcurrentHashMap<>();

    Repeats(Kit kit, String channel) {
        this.kit = kit;
        this.keys = kit.books().ask(b -> b.account(channel).once);
    }

    /**
     * One message as it shall be taken.
     *
     * @param message with a fact, if it came before and is kept all the same
     * @param of the first one, if this one is dropped; else 0
     * @param like place of the first one, which comes in the same call, if this one is dropped;
     *     else -1
     */
    record Look(Message message, Entry.Once once, long of, int like) {

        static Look fresh(Message message, Entry.Once once) {
            return new Look(message, once, 0, -1);
        }

        boolean drops() {
            return of != 0 || like >= 0;
        }
    }

    /** Looks at messages whose keys nobody else takes until {@link #done}. */
    final class Looks {
        private final List<Look> all = new ArrayList<>();
        private final Map<String, Integer> mine = new HashMap<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        List<Look> all() {
            return all;
        }

        /** They are durable, or surely not kept. */
        void done() {
            mine.keySet().forEach(key -> writing.remove(key, end));
            end.complete(null);
        }

        /** Who has one of the keys now; empty: they are ours. */
        private Optional<CompletableFuture<Void>> take(List<Entry.Once> onces) {
            for (var once : onces) {
                if (!once.key().isEmpty() && !mine.containsKey(once.key())) {
                    var other = writing.putIfAbsent(once.key(), end);
                    if (other != null) {
                        return Optional.of(other);
                    }
                    mine.put(once.key(), -1);
                }
            }
            return Optional.empty();
        }
    }

    /** It waits for a person since it came before. */
    static boolean isHeld(Map<String, String> facts) {
        return facts.containsKey(HELD);
    }

    /** Why. */
    static String reason(Map<String, String> facts) {
        return facts.getOrDefault(HELD, "");
    }

    /** Facts without what is said of it in the channel that it came through. */
    static Map<String, String> forget(Map<String, String> facts) {
        var left = new HashMap<>(facts);
        left.remove(OF);
        left.remove(HELD);
        return left;
    }

    /** Nothing is remembered longer than this version of the channel wants. */
    void within(Program program) {
        program.file().source().duplicates().ifPresent(d -> keys.within(d.within().toMillis()));
    }

    /**
     * Looks at messages that come together. Empty: others that are the same are being written, and
     * that was not done by then ({@code nanoTime}).
     */
    Optional<Looks> look(Program now, List<Message> messages, long until)
            throws InterruptedException {
        var duplicates = now.file().source().duplicates();
        if (duplicates.isEmpty()) {
            var looks = new Looks();
            messages.forEach(m -> looks.all.add(Look.fresh(m, Entry.Once.NONE)));
            return Optional.of(looks);
        }
        var onces = messages.stream().map(m -> once(now, m)).toList();
        while (true) {
            var looks = new Looks();
            var other = looks.take(onces);
            if (other.isEmpty()) {
                within(now);
                for (int i = 0; i < onces.size(); i++) {
                    looks.all.add(decide(duplicates.get(), messages, onces, i, looks));
                }
                return Optional.of(looks);
            }
            looks.done();
            if (!ended(other.get(), until)) {
                return Optional.empty();
            }
        }
    }

    private static boolean ended(CompletableFuture<Void> other, long until)
            throws InterruptedException {
        try {
            other.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        }
    }

    private Look decide(
            Duplicates rule, List<Message> messages, List<Entry.Once> onces, int i, Looks looks) {
        var once = onces.get(i);
        var message = messages.get(i);
        if (once.key().isEmpty()) {
            return Look.fresh(message, once);
        }
        int like = looks.mine.getOrDefault(once.key(), -1);
        if (like >= 0) {
            boolean same = onces.get(like).digest() == once.digest();
            return same
                    ? same(rule, message, new Look(message, Entry.Once.NONE, 0, like), "")
                    : different(rule, message, once, "");
        }
        looks.mine.put(once.key(), i);
        long at = kit.clock().millis();
        var first = keys.find(once.key(), at);
        if (first.isEmpty()) {
            return Look.fresh(message, once);
        }
        if (first.get().digest() != once.digest()) {
            var before = keys.find(another(once).key(), at);
            if (before.isEmpty()) {
                return different(rule, message, once, Ids.text(first.get().id()));
            }
            first = before;
        }
        long id = first.get().id();
        return same(rule, message, new Look(message, Entry.Once.NONE, id, -1), Ids.text(id));
    }

    private static Look same(Duplicates rule, Message message, Look dropped, String first) {
        return rule.then() == Same.DROP
                ? dropped
                : Look.fresh(
                        marked(
                                message,
                                first,
                                rule.then() == Same.HOLD
                                        ? "it is the same as " + words(first)
                                        : ""),
                        Entry.Once.NONE);
    }

    private static Look different(Duplicates rule, Message message, Entry.Once once, String first) {
        return rule.different() == Different.TAKE
                ? Look.fresh(message, another(once))
                : Look.fresh(
                        marked(
                                message,
                                first,
                                "it is not the same as "
                                        + words(first)
                                        + ", and both have one "
                                        + rule.by().text()),
                        another(once));
    }

    private static String words(String first) {
        return first.isEmpty() ? "one before it in the same batch" : "message " + first;
    }

    /**
     * @param why it is held; empty: it is not
     */
    private static Message marked(Message message, String first, String why) {
        var marked = message.with(OF, first.isEmpty() ? "batch" : first);
        return why.isEmpty()
                ? marked
                : marked.with(
                        HELD,
                        why + "; message:release takes it all the same, message:skip drops it");
    }

    /** Other bytes under a key that is in use are remembered beside the first. */
    private static Entry.Once another(Entry.Once once) {
        return new Entry.Once(
                once.key() + '\u0000' + Long.toHexString(once.digest()), once.digest());
    }

    private Entry.Once once(Program now, Message message) {
        var text = now.front().once();
        if (text.isEmpty()) {
            return Entry.Once.NONE;
        }
        try {
            var flow =
                    new Flow(
                            "",
                            message,
                            now.around(),
                            kit.clock().instant(),
                            now.file().zone(),
                            new Given());
            var key = Fence.call(() -> text.get().render(flow));
            return key.isEmpty() ? Entry.Once.NONE : new Entry.Once(key, digest(message));
        } catch (Exception e) {
            LOG.debug("a message has no key: {}", Fence.words(e));
            return Entry.Once.NONE;
        }
    }

    /** The first eight bytes of SHA-256. */
    private static long digest(Message message) throws IOException {
        try (var in = message.body().open()) {
            var sha = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A message became durable. On the writer's thread. */
    void stored(long id, Entry.Received received) {
        var once = received.once();
        if (!once.key().isEmpty()) {
            keys.put(once.key(), once.digest(), id, received.at());
        }
    }
}

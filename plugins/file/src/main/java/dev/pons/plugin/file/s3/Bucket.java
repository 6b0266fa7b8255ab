package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.afar.Fetching;
import dev.pons.plugin.file.afar.Wire;
import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.Content;
import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.StoreException;
import dev.pons.plugin.file.store.Streams;
import dev.pons.plugin.file.store.UnsureException;
import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What can be asked of a bucket ("Actions", in the API reference of Amazon S3). What may be asked
 * twice is asked again on a new line; what was to be stored when an answer was lost is looked for.
 */
final class Bucket {

    /** More than a page of a thousand long names. */
    private static final int LONGEST = 8 << 20;

    private static final Runnable WHATEVER = () -> {};
    private static final Duration ROUNDED = Duration.ofSeconds(1);

    private final Wire<HttpLine> wire;
    private final Site site;
    private final String server;
    private final Refusals refusals;
    private final Fetching fetching;

    /** The server does not know {@code If-None-Match} with what is to be stored. */
    private boolean plain;

    /**
     * On a wire.
     *
     * @param server for words
     */
    Bucket(Wire<HttpLine> wire, Site site, String server, Fetching fetching) {
        this.wire = wire;
        this.site = site;
        this.server = server;
        this.refusals = new Refusals(server, site);
        this.fetching = fetching;
    }

    /**
     * An object as it is now.
     *
     * @param tag of its content, as the server tells contents apart
     */
    record Seen(long size, String tag) {}

    /** What came of an object that was asked for; no content: it is another by now. */
    private record Got(Reply reply, @Nullable Content content) {}

    /**
     * What an object holds.
     *
     * @param tag the same later: nobody has written over it
     */
    record Fetched(Content content, String tag) {}

    /** A page of the objects whose keys begin so, none behind a further slash. */
    Xml.Page list(String prefix, String next) throws IOException {
        var query = query(prefix);
        if (!next.isEmpty()) {
            query.put("continuation-token", next);
        }
        return page(ask(Request.of(site.path(""), query)));
    }

    private Xml.Page page(Reply reply) throws IOException {
        try {
            refusals.check(reply);
            return Xml.page(reply.text());
        } catch (StoreException | AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "%s answers, but not as S3 does: check server.endpoint and server.style"
                            .formatted(server));
        }
    }

    /** The bucket is there, and lets us in; whether it lets us look into it is another matter. */
    void check(String prefix) throws IOException {
        var query = query(prefix);
        query.put("max-keys", "1");
        var reply = ask(Request.of(site.path(""), query));
        if (!reply.code().equals("AccessDenied")) {
            page(reply);
        }
    }

    private static Map<String, String> query(String prefix) {
        return new TreeMap<>(
                Map.of(
                        "list-type", "2",
                        "prefix", prefix,
                        "delimiter", "/",
                        "encoding-type", "url"));
    }

    /** An object; empty: there is none. */
    Optional<Seen> look(String key) throws IOException {
        var reply = ask(Request.of("HEAD", site.path(key), Map.of()));
        if (reply.status() == 404) {
            return Optional.empty();
        }
        refusals.check(reply);
        return Optional.of(new Seen(reply.answer().length(), reply.answer().tag()));
    }

    /** What stands in an object; empty: it is not any more as it was found. */
    Optional<Fetched> get(String key, Found file) throws IOException {
        var got = wire.again(line -> got(line, key, file));
        refusals.check(got.reply());
        return Optional.ofNullable(got.content())
                .map(content -> new Fetched(content, got.reply().answer().tag()));
    }

    private Got got(HttpLine line, String key, Found file) throws IOException {
        var answer = line.ask(Request.of("GET", site.path(key), Map.of()), WHATEVER);
        if (answer.status() != 200) {
            return new Got(answer.reply(LONGEST), null);
        }
        var nothing = new Reply(answer, "");
        if (!isAsFound(answer, file)) {
            return new Got(nothing, null);
        }
        var content = fetching.of(answer.body(), file.size());
        if (content.body().size() == file.size()) {
            return new Got(nothing, content);
        }
        content.close();
        return new Got(nothing, null);
    }

    /** Times in a list may be finer than those in a head. */
    private static boolean isAsFound(Answer answer, Found file) {
        var other =
                answer.time()
                        .map(time -> Duration.between(time, file.time()).abs())
                        .filter(apart -> apart.compareTo(ROUNDED) > 0)
                        .isPresent();
        return !other && (answer.length() < 0 || answer.length() == file.size());
    }

    /** Exactly this stands in an object. */
    boolean isThere(String key, Payload body, Digests digests) throws IOException {
        var seen = look(key);
        if (seen.isEmpty() || seen.get().size() >= 0 && seen.get().size() != body.size()) {
            return false;
        }
        // a server that encrypts has tags of its own
        return seen.get().tag().equals(digests.tag()) || isEqual(key, body);
    }

    private boolean isEqual(String key, Payload body) throws IOException {
        return read(
                key,
                there -> {
                    try (var here = body.open()) {
                        return Streams.same(here, there);
                    }
                });
    }

    /** What is to be known of the content of an object. */
    @FunctionalInterface
    private interface Reading<T> {

        T of(InputStream content) throws IOException;
    }

    private <T> T read(String key, Reading<T> reading) throws IOException {
        var request = Request.of("GET", site.path(key), Map.of());
        var read =
                wire.again(
                        line -> {
                            var answer = line.ask(request, WHATEVER);
                            return answer.status() == 200
                                    ? new Read<>(new Reply(answer, ""), reading.of(answer.body()))
                                    : new Read<T>(answer.reply(LONGEST), null);
                        });
        refusals.check(read.reply());
        return Objects.requireNonNull(read.known());
    }

    private record Read<T>(Reply reply, @Nullable T known) {}

    /**
     * Stores an object, whole or not at all.
     *
     * @param free only if there is none of that name, which was so a moment ago
     * @return false: another has the name
     */
    boolean put(String key, Payload body, boolean free) throws IOException {
        var digests = Digests.of(body);
        var condition = free && !plain;
        var headers = condition ? Map.of("if-none-match", "*") : Map.<String, String>of();
        try {
            var reply = once(Request.put(site.path(key), headers, body, digests.sha256()));
            if (condition && reply.status() == 501) {
                plain = true;
                return put(key, body, true);
            }
            return stored(reply);
        } catch (LostException e) {
            if (isFound(() -> isThere(key, body, digests))) {
                return true;
            }
            throw e.why();
        }
    }

    private boolean stored(Reply reply) throws IOException {
        if (reply.status() == 412) {
            return false;
        }
        if (reply.status() == 409) {
            throw new StoreException(
                    "somebody else stores an object of the same name in %s just now"
                            .formatted(server));
        }
        refusals.check(reply);
        return true;
    }

    /**
     * Copies an object within the bucket.
     *
     * @param tag of what is to be copied; empty: whatever it is
     * @return false: it is another by now
     */
    boolean copy(String from, String to, String tag) throws IOException {
        var headers = new TreeMap<>(Map.of("x-amz-copy-source", site.source(from)));
        if (!tag.isEmpty()) {
            headers.put("x-amz-copy-source-if-match", tag);
        }
        try {
            return stored(once(Request.of("PUT", site.path(to), headers)));
        } catch (LostException e) {
            if (isFound(() -> isCopy(from, to))) {
                return true;
            }
            throw e.why();
        }
    }

    /** Both hold the same. */
    boolean isCopy(String from, String to) throws IOException {
        var one = look(from);
        var other = look(to);
        if (one.isEmpty() || other.isEmpty() || one.get().size() != other.get().size()) {
            return false;
        }
        return one.get().tag().equals(other.get().tag()) && !one.get().tag().isEmpty()
                || digest(from).equals(digest(to));
    }

    private String digest(String key) throws IOException {
        return read(key, content -> Digests.of(content).sha256());
    }

    /** A question whose answer decides whether something was done. */
    @FunctionalInterface
    private interface Look {

        boolean isDone() throws IOException;
    }

    private boolean isFound(Look look) throws UnsureException {
        try {
            return look.isDone();
        } catch (IOException e) {
            throw new UnsureException(
                    "the connection to %s broke while an object was stored: look whether it is there"
                            .formatted(server));
        }
    }

    /**
     * Deletes an object; one that is not there is deleted.
     *
     * @param tag of what is to be deleted, another stays; empty: whatever it is
     */
    void delete(String key, String tag) throws IOException {
        var reply =
                wire.again(
                        line -> {
                            var path = site.path(key);
                            if (!tag.isEmpty()) {
                                var now = read(line, Request.of("HEAD", path, Map.of()));
                                if (now.isGood() && !now.answer().tag().equals(tag)) {
                                    return now;
                                }
                            }
                            return read(line, Request.of("DELETE", path, Map.of()));
                        });
        if (reply.status() != 404) {
            refusals.check(reply);
        }
    }

    private Reply ask(Request request) throws IOException {
        return wire.again(line -> read(line, request));
    }

    private static Reply read(HttpLine line, Request request) throws IOException {
        return line.ask(request, WHATEVER).reply(LONGEST);
    }

    /** Once; an answer that says neither yes nor no is lost, too. */
    private Reply once(Request request) throws IOException {
        var sent = new AtomicBoolean();
        Reply reply;
        try {
            reply = wire.once(line -> line.ask(request, () -> sent.set(true)).reply(LONGEST));
        } catch (BrokenException e) {
            if (sent.get()) {
                throw new LostException(e);
            }
            throw e;
        }
        var trouble = reply.status() / 100 == 5 && reply.status() != 501 && reply.status() != 503;
        if (trouble || reply.isGood() && !reply.code().isEmpty()) {
            throw new LostException(
                    new BrokenException(
                            "%s has trouble of its own (%d): it is asked again later"
                                    .formatted(server, reply.status())));
        }
        return reply;
    }
}

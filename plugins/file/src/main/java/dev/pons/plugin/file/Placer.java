package dev.pons.plugin.file;

import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.FileDestination.Sync;
import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.UnsureException;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.Payload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One file per message: written under a hidden name, synced, then given its name at once, so that
 * nobody ever sees half a file. The hidden name belongs to the message: an attempt after a crash
 * writes over what the crash left.
 */
final class Placer implements BatchDestination {

    private static final Logger LOG = LoggerFactory.getLogger(Placer.class);
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int MOST_NUMBERS = 100_000;
    private final Outbox outbox;
    private final FileDestination.Options options;
    private final Clock clock;

    Placer(Outbox outbox, FileDestination.Options options, Clock clock) {
        this.outbox = outbox;
        this.options = options;
        this.clock = clock;
    }

    /** Also deletes hidden files of a crash whose message never came again. */
    @Override
    public void connect() throws IOException {
        outbox.prepare();
        if (!store().leavesStaged()) {
            return;
        }
        var before = clock.instant().minus(ABANDONED);
        try {
            for (var file : store().list(outbox.folder(), Placer::isHidden)) {
                if (file.time().isBefore(before)) {
                    store().delete(file.path());
                }
            }
        } catch (BrokenException e) {
            throw outbox.notSent(e);
        } catch (IOException e) {
            // a folder that one may write into and not look into is good enough
            LOG.debug("what a crash left cannot be looked for: {}", Words.of(e));
        }
    }

    private Store store() {
        return outbox.store();
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".pons-") && name.endsWith(".tmp");
    }

    @Override
    public List<Delivery> sendAll(List<Attempt> batch) throws IOException {
        try {
            return options.sync() == Sync.EACH ? each(batch) : together(batch);
        } finally {
            store().rest();
        }
    }

    @Override
    public void abort() {
        store().abort();
    }

    @Override
    public void close() {
        store().close();
    }

    /** A written file that waits for its name; without one it cannot have any. */
    private record Written(Payload body, String temp, Optional<String> name) {}

    private List<Delivery> each(List<Attempt> batch) throws IOException {
        var results = new ArrayList<Delivery>();
        for (var attempt : batch) {
            results.addAll(together(List.of(attempt)));
            if (last(results).kind() != Delivery.Kind.DELIVERED) {
                break;
            }
        }
        return results;
    }

    /** All are written, then synced at once, then named in their order. */
    private List<Delivery> together(List<Attempt> batch) throws IOException {
        var written = new ArrayList<Written>();
        try {
            writeAll(batch, written);
            if (options.sync() != Sync.NONE) {
                store().sync(outbox.folder(), written.stream().map(Written::temp).toList());
            }
            return named(written);
        } catch (IOException e) {
            throw outbox.notSent(e);
        } finally {
            drop(written.stream().map(Written::temp).toList());
        }
    }

    /** They are hidden, and the next attempt writes over them; out of reach, they stay. */
    private void drop(List<String> temps) {
        try {
            for (var temp : temps) {
                store().delete(temp);
            }
        } catch (IOException e) {
            LOG.debug("hidden files stay for a while: {}", Words.of(e));
        }
    }

    /** As many as there is room for; an exception if there is none for the first. */
    private void writeAll(List<Attempt> batch, List<Written> written) throws IOException {
        try {
            for (var attempt : batch) {
                written.add(write(attempt));
            }
        } catch (IOException e) {
            if (written.isEmpty()) {
                throw e;
            }
        }
    }

    /** Up to the first that is not delivered; an exception if there is none to tell of. */
    private List<Delivery> named(List<Written> written) throws IOException {
        var results = new ArrayList<Delivery>();
        try {
            for (var one : written) {
                results.add(
                        one.name().isEmpty()
                                ? Delivery.rejected(Outbox.NO_NAME)
                                : name(one, one.name().get()));
                if (last(results).kind() != Delivery.Kind.DELIVERED) {
                    break;
                }
            }
        } catch (UnsureException e) {
            results.add(Delivery.unknown(Words.of(e)));
        } catch (IOException e) {
            if (results.isEmpty()) {
                throw e;
            }
        }
        if (options.sync() != Sync.NONE) {
            store().sync(outbox.folder());
        }
        return results;
    }

    private static Delivery last(List<Delivery> results) {
        return results.get(results.size() - 1);
    }

    private Written write(Attempt attempt) throws IOException {
        var temp = outbox.path(".pons-" + digest(attempt.key()) + ".tmp");
        var body = attempt.message().body();
        try {
            store().stage(temp, body);
        } catch (BrokenException e) {
            throw e;
        } catch (IOException e) {
            drop(List.of(temp));
            throw e;
        }
        return new Written(body, temp, outbox.name(attempt.text(options.name())));
    }

    /** An equal file of that name is this message, from an attempt before a crash. */
    private Delivery name(Written one, String name) throws IOException {
        if (options.exists() == Exists.REPLACE) {
            store().replace(one.temp(), outbox.path(name));
            return Delivery.delivered();
        }
        var most = options.exists() == Exists.NUMBER ? MOST_NUMBERS : 1;
        for (var number = 1; number <= most; number++) {
            var free = outbox.path(Shelf.numbered(name, number));
            if (store().publish(one.temp(), free) || store().same(one.body(), free)) {
                return Delivery.delivered();
            }
        }
        return Delivery.rejected(
                "another file with this name is in "
                        + outbox.shown()
                        + "; move it away and release the message, or set exists to number or"
                        + " replace");
    }

    private static String digest(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            var bytes = hash.digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

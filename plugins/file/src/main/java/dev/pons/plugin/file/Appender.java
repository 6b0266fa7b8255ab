package dev.pons.plugin.file;

import dev.pons.plugin.file.FileDestination.Sync;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts messages at the end of a file, which stays open between sends. A crash behind the write and
 * before its result is recorded appends the message again.
 */
final class Appender implements BatchDestination {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private final Outbox outbox;
    private final FileDestination.Options options;
    private final OpenFiles files;
    private @Nullable OpenFile current;

    Appender(Outbox outbox, FileDestination.Options options, OpenFiles files) {
        this.outbox = outbox;
        this.options = options;
        this.files = files;
    }

    @Override
    public void connect() throws IOException {
        outbox.prepare();
    }

    @Override
    public List<Delivery> sendAll(List<Attempt> batch) throws IOException {
        var results = new ArrayList<Delivery>();
        try {
            while (results.size() < batch.size() && allDelivered(results)) {
                next(batch.subList(results.size(), batch.size()), results);
            }
        } catch (IOException e) {
            if (results.isEmpty()) {
                throw Words.notSent(outbox.folder(), e);
            }
        }
        return results;
    }

    @Override
    public void close() {
        var file = current;
        current = null;
        if (file != null) {
            try {
                files.release(file);
            } catch (IOException e) {
                LOG.debug("a file that was appended to could not be closed: {}", Words.of(e));
            }
        }
    }

    private static boolean allDelivered(List<Delivery> results) {
        return results.isEmpty()
                || results.get(results.size() - 1).kind() == Delivery.Kind.DELIVERED;
    }

    /** As many as go to one file, or one where each is synced. */
    private void next(List<Attempt> attempts, List<Delivery> results) throws IOException {
        var name = attempts.get(0).text(options.name());
        var path = outbox.file(name);
        if (path.isEmpty()) {
            results.add(
                    Delivery.rejected(
                            "the option name gives no name for a file (empty, too long, or with a"
                                    + " path)"));
            return;
        }
        var bodies = new ArrayList<Payload>();
        for (var attempt : attempts) {
            if (!attempt.text(options.name()).equals(name)) {
                break;
            }
            bodies.add(attempt.message().body());
            if (options.sync() == Sync.EACH) {
                break;
            }
        }
        var delivery = append(path.get(), bodies);
        bodies.forEach(body -> results.add(delivery));
    }

    /** What became of all of them; {@code IOException}: nothing of them is in the file. */
    private Delivery append(Path path, List<Payload> bodies) throws IOException {
        var sync = options.sync() != Sync.NONE;
        try {
            var fresh = open(path).append(bodies, options.separator().bytes(), sync);
            if (fresh && sync) {
                outbox.sync();
            }
            return Delivery.delivered();
        } catch (OpenFile.TornException e) {
            return Delivery.unknown(Words.of(e));
        }
    }

    private OpenFile open(Path path) throws IOException {
        var file = current;
        if (file == null || !file.path().equals(path)) {
            close();
            file = files.borrow(path);
            current = file;
        }
        return file;
    }
}

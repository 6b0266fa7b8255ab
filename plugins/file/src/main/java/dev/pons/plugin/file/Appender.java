package dev.pons.plugin.file;

import dev.pons.plugin.file.FileDestination.Sync;
import dev.pons.plugin.file.store.UnsureException;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts messages at the end of a file, which the store may keep open between sends. A crash behind
 * the write and before its result is recorded appends the message again.
 */
final class Appender implements BatchDestination {

    private final Outbox outbox;
    private final FileDestination.Options options;

    Appender(Outbox outbox, FileDestination.Options options) {
        this.outbox = outbox;
        this.options = options;
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
                throw outbox.notSent(e);
            }
        } finally {
            outbox.store().rest();
        }
        return results;
    }

    @Override
    public void abort() {
        outbox.store().abort();
    }

    @Override
    public void close() {
        outbox.store().close();
    }

    private static boolean allDelivered(List<Delivery> results) {
        return results.isEmpty()
                || results.get(results.size() - 1).kind() == Delivery.Kind.DELIVERED;
    }

    /** As many as go to one file, or one where each is synced. */
    private void next(List<Attempt> attempts, List<Delivery> results) throws IOException {
        var name = attempts.get(0).text(options.name());
        if (outbox.name(name).isEmpty()) {
            results.add(Delivery.rejected(Outbox.NO_NAME));
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
        var delivery = append(outbox.path(name), bodies);
        bodies.forEach(body -> results.add(delivery));
    }

    /** What became of all of them; {@code IOException}: nothing of them is in the file. */
    private Delivery append(String path, List<Payload> bodies) throws IOException {
        try {
            outbox.store()
                    .append(path, bodies, options.separator().bytes(), options.sync() != Sync.NONE);
            return Delivery.delivered();
        } catch (UnsureException e) {
            return Delivery.unknown(Words.of(e));
        }
    }
}

package dev.pons.core.engine;

import dev.pons.core.store.Settings;
import dev.pons.core.store.Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/**
 * Follows the journal and keeps the {@link Books}: at start from the last checkpoint, then on its
 * own thread. Keeps a checkpoint at the end, and on the way after so many bytes of the journal that
 * the checkpoints are the smaller part of what is written, and a start reads a bounded part of it.
 */
final class Bookkeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeper.class);
    private static final long LOOK_MILLIS = 200;
    private static final int GULP = 1024;

    /**
     * Bytes of the journal from one checkpoint to the next: some times its length, within these; at
     * least a segment, so that small segments make checkpoints come soon too.
     */
    private static final long LEAST_APART = Settings.DEFAULTS.segmentBytes();

    private static final long MOST_APART = 512L << 20;
    private static final int TIMES = 3;

    private final Store store;
    private final Books books;
    private final Store.Reader reader;
    private final Thread thread = Threads.named("pons-books-").newThread(this::follow);
    private final Keepsakes memory;
    private final Kept kept = new Kept();

    /** The last checkpoint, where the reader was and how long it is; and whether it goes on. */
    private static final class Kept {
        long read;
        long length;
        volatile boolean closing;
        volatile boolean caughtUp;

        boolean isFar(long now) {
            return now - read > Math.min(MOST_APART, Math.max(LEAST_APART, TIMES * length));
        }
    }

    /**
     * Reads what the journal has; returns when all of it is in the books.
     *
     * @param memory is told every entry too, and is never behind a checkpoint
     */
    Bookkeeper(Store store, Keepsakes memory) throws IOException {
        this.store = store;
        this.memory = memory;
        this.books = begin(store);
        memory.catchUp(books.upTo());
        this.reader = store.follow(books.upTo());
        try {
            while (reader.next(0)) {
                add();
            }
            memory.keep(books.upTo());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the journal was read", e);
        }
    }

    /** The last checkpoint; nothing, if it is of another version. */
    private static Books begin(Store store) throws IOException {
        var zone = ZoneId.systemDefault();
        try (var checkpoint = store.checkpoint().orElse(null)) {
            if (checkpoint == null) {
                return new Books(zone);
            }
            return read(checkpoint, zone);
        }
    }

    private static Books read(Store.Checkpoint checkpoint, ZoneId zone) {
        try {
            var books = BooksCodec.read(checkpoint.state(), zone);
            books.upTo(checkpoint.upTo());
            return books;
        } catch (IOException e) {
            LOG.info("the checkpoint is not used, the whole journal is read: {}", e.getMessage());
            return new Books(zone);
        }
    }

    /** From now on on its own thread. */
    void start() {
        thread.start();
    }

    private void follow() {
        try {
            while (!kept.closing) {
                boolean more = reader.next(LOOK_MILLIS);
                kept.caughtUp = !more;
                if (more) {
                    gulp();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "the ledger stands still, since the journal cannot be read: {}",
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add() {
        books.add(reader.id(), reader.entry());
        memory.saw(reader.id(), reader.entry());
    }

    /** Adds what is there, some at a time, so that a question never waits long. */
    private void gulp() throws IOException, InterruptedException {
        synchronized (books) {
            int n = 0;
            do {
                add();
            } while (++n < GULP && reader.next(0));
        }
        if (memory.isMuch()) {
            memory.keep(books.upTo());
        }
        if (kept.isFar(reader.bytes()) && !books.isInside()) {
            try {
                keep();
            } catch (IOException e) {
                LOG.warn("no checkpoint was kept, the next one will be: {}", e.getMessage());
            }
        }
    }

    /** Only this thread changes the books, so that those who ask need not wait for the disk. */
    private void keep() throws IOException {
        kept.read = reader.bytes();
        List<Account> accounts;
        synchronized (books) {
            accounts = books.numbered();
        }
        memory.keep(books.upTo());
        kept.length = store.checkpoint(books.upTo(), to -> BooksCodec.write(books, accounts, to));
    }

    /** All that is durable now is in the books. */
    boolean caughtUp() {
        return kept.caughtUp;
    }

    /** Asks the books; answer quickly, they wait. */
    <T> T ask(Function<Books, T> question) {
        synchronized (books) {
            return question.apply(books);
        }
    }

    /** Reads what is left and keeps a checkpoint. */
    @Override
    public void close() {
        kept.closing = true;
        try {
            thread.join();
            while (reader.next(0)) {
                add();
            }
            keep();
            reader.close();
        } catch (IOException e) {
            LOG.warn("no checkpoint was kept, the next start reads more: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

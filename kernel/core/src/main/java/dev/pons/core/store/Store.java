package dev.pons.core.store;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The journal and what stands behind it. Any thread. The embedded one is {@link Journal}'s; others
 * (PostgreSQL, Kafka) fit behind the same methods.
 */
public interface Store extends AutoCloseable {

    /**
     * Queues entries for the next group commit; they get ids one after the other, and one segment
     * holds them all. Blocks only while the budget of bytes that wait for the disk is used up, and
     * at most for {@code longest}: then they are taken back, as {@link Commit#await} tells.
     */
    default Commit append(List<Entry> batch, Duration longest) throws InterruptedException {
        return append(batch, longest, () -> true);
    }

    /** The same, for what must be written: waits as long as the disk needs. */
    default Commit append(List<Entry> batch) throws InterruptedException {
        return append(batch, EVER);
    }

    /**
     * The same. {@code still} is asked on the writer's thread when its turn comes, behind the
     * callbacks of all that was appended before: no, and it fails and is not written. So what must
     * follow something is not written when that was not.
     */
    Commit append(List<Entry> batch, Duration longest, BooleanSupplier still)
            throws InterruptedException;

    /** Longer than any disk hangs. */
    Duration EVER = Duration.ofDays(3650);

    /**
     * The form in which an entry holds these bytes: in memory while they are few, else in a side
     * file, which is on disk when this returns. {@code IOException}: they cannot be read, or the
     * disk does not take them; nothing is kept.
     */
    Content content(Payload payload) throws IOException;

    /** A content that was made and that no entry holds, nor will: frees its side file. */
    void discard(Content content);

    /** For a message of any size that is read from a peer. Any thread. */
    Spool.Spooled spool();

    /** Reads one entry, with content. {@code IOException} names the id, never content. */
    Entry read(long id) throws IOException;

    /**
     * Reads what was appended behind an id ({@code 0}: from the first that is kept), durable
     * entries only.
     */
    Reader follow(long after) throws IOException;

    /**
     * The last state that was kept by {@link #checkpoint}, to be read and closed. {@code
     * IOException}: there is one, and it is damaged.
     */
    Optional<Checkpoint> checkpoint() throws IOException;

    /**
     * Keeps a state, made of all entries up to and with an id; replaces the one before, atomically
     * and synced. Gives its length in bytes.
     */
    long checkpoint(long upTo, State state) throws IOException;

    /** Finds messages. */
    Search search();

    /** What channels remember. */
    Notes notes();

    /** What becomes of what is written: compaction, retention, and what it takes on disk. */
    Keeping keeping();

    /** How full the disk is; costs nothing, so that each message may ask. */
    Space space();

    /** Bytes on disk. */
    long bytes() throws IOException;

    /** Writes what waits, stops the writer and the index. What is appended later fails. */
    @Override
    void close() throws IOException;

    /** Reads the journal forward. One thread. */
    interface Reader extends AutoCloseable {

        /**
         * Moves to the next durable entry; false: there is none now. {@code waitMillis} bounds how
         * long to wait for one.
         */
        boolean next(long waitMillis) throws IOException, InterruptedException;

        /** Id of the entry. */
        long id();

        /**
         * The entry; bodies and responses are empty arrays unless the reader was asked for {@link
         * #withContent}.
         */
        Entry entry();

        /** Bytes of the journal that were read since it was opened. */
        long bytes();

        /** From now on entries come with content. */
        Reader withContent();

        /** Frees its file. */
        @Override
        void close();
    }

    /** A state that is folded from the journal and writes itself. */
    @FunctionalInterface
    interface State {

        /** Writes all of it; does not close. */
        void write(OutputStream to) throws IOException;
    }

    /**
     * A state that was kept.
     *
     * @param upTo the last entry in it
     * @param state its bytes
     */
    record Checkpoint(long upTo, InputStream state) implements Closeable {
        @Override
        public void close() throws IOException {
            state.close();
        }
    }

    /** What happens when an fsync failed: the journal cannot be trusted any more. Called once. */
    @FunctionalInterface
    interface Fatal {

        /**
         * Stops the process with a non-zero code; the restart checks the tail before it trusts it.
         */
        void stop(String why, @Nullable Throwable cause);
    }
}

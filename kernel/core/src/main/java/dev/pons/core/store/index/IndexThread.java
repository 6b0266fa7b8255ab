package dev.pons.core.store.index;

import dev.pons.core.store.Written;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Follows the journal and writes the index behind it. A failure never reaches the journal: it is
 * said once, tried again with back-off, and the lag grows.
 */
final class IndexThread {

    private static final Logger LOG = LoggerFactory.getLogger(IndexThread.class);
    private static final int BATCH = 8192;
    private static final long GATHER_MILLIS = 150;
    private static final long IDLE_MILLIS = 1000;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final Written log;
    private final IndexDays days;
    private final IndexCare care;
    private final IndexWriter writer;
    private final Progress progress;
    private final Trouble trouble = new Trouble();
    private boolean loaded;

    /** A failure that is not over. */
    private static final class Trouble {
        long pause;
        boolean said;
    }

    IndexThread(Written log, IndexDays days, IndexCare care, Progress progress) {
        this.log = log;
        this.days = days;
        this.care = care;
        this.writer = new IndexWriter(days);
        this.progress = progress;
    }

    /** Until the end is asked for; then what is durable is written first. */
    void run() {
        try {
            while (!progress.isDone(log.last())) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.orders().end();
        try {
            days.settleAll();
        } catch (IOException e) {
            LOG.warn("The index could not be closed: {}", e.getMessage());
        }
    }

    private void attempt() throws InterruptedException {
        try {
            if (!loaded) {
                load();
            }
            follow();
        } catch (SQLException e) {
            if (Sqlite.isDamage(e)) {
                rebuild(e);
            } else {
                failed(e);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void load() throws SQLException, IOException {
        long from;
        try {
            from = days.load();
            if (Math.max(from, days.watermark()) > log.last()) {
                throw new IOException("it knows more than the journal");
            }
        } catch (IOException e) {
            from = anew(e);
        } catch (SQLException e) {
            if (!Sqlite.isDamage(e)) {
                throw e;
            }
            from = anew(e);
        }
        care.restarted(from);
        progress.restart(from);
        loaded = true;
    }

    private long anew(Exception why) throws IOException {
        days.reset();
        LOG.warn("The search index is built anew from the journal: {}", why.getMessage());
        return 0;
    }

    /** Only the file that is damaged begins anew, if it can be told which. */
    private void rebuild(SQLException why) throws InterruptedException {
        try {
            var damaged = writer.failed();
            writer.clear();
            days.closeAll();
            // what is being synced now says nothing of the file that begins anew
            care.restarted(0);
            long from;
            if (damaged == null) {
                from = anew(why);
            } else {
                LOG.warn(
                        "{} of the search index is built anew: {}",
                        damaged.name().text(),
                        why.getMessage());
                from = days.anew(damaged);
            }
            from = Math.min(from, progress.applied());
            care.restarted(from);
            progress.restart(from);
        } catch (IOException | SQLException e) {
            // what is missing now is found by reading what there is
            loaded = false;
            failed(e);
        }
    }

    private void failed(Exception e) throws InterruptedException {
        var momentary = trouble.pause == 0 && Sqlite.isBusy(e);
        if (momentary) {
            LOG.debug("The search index is tried again: {}", e.toString());
        } else if (!trouble.said) {
            trouble.said = true;
            LOG.warn(
                    "The search index in {} falls behind, messages are not affected: {}; check"
                            + " the disk, it goes on by itself",
                    days.folder(),
                    e.toString(),
                    e instanceof RuntimeException ? e : null);
        }
        writer.clear();
        try {
            days.closeAll();
        } catch (IOException closing) {
            e.addSuppressed(closing);
        }
        trouble.pause =
                Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, trouble.pause * 2));
        progress.pause(TimeUnit.MILLISECONDS.toNanos(trouble.pause));
        if (progress.isEnding()) {
            throw new InterruptedException("the end was asked for while the index was behind");
        }
    }

    private void follow() throws IOException, SQLException, InterruptedException {
        try (var reader = log.follow(progress.applied())) {
            while (!progress.isDone(log.last())) {
                if (reader.next(progress.isEnding() ? 0 : IDLE_MILLIS)) {
                    batch(reader);
                }
                progress.orders().run();
            }
        }
    }

    private void batch(Written.Follower reader)
            throws IOException, SQLException, InterruptedException {
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
        take(reader);
        while (writer.entries() < BATCH) {
            if (reader.next(0)) {
                take(reader);
            } else {
                var left = until - System.nanoTime();
                if (left <= 0 || progress.isWanted(reader.id())) {
                    break;
                }
                progress.gather(left, reader.id());
            }
        }
        progress.reached(writer.write(care));
        trouble.pause = 0;
        if (trouble.said) {
            trouble.said = false;
            LOG.info("The search index in {} is written again", days.folder());
        }
    }

    private void take(Written.Follower reader) throws SQLException, IOException {
        writer.add(reader.id(), reader.entry(), reader.contentLength());
    }
}

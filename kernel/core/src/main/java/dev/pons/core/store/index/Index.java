package dev.pons.core.store.index;

import dev.pons.core.control.IndexLag;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageView;
import dev.pons.core.store.Search;
import dev.pons.core.store.Written;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The index behind the journal: SQLite files, one per day, written by one thread and synced by
 * another. It can be deleted at any stop of the engine and is then built anew.
 */
public final class Index implements Search {

    private static final Logger LOG = LoggerFactory.getLogger(Index.class);
    private static final long CARE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Written log;
    private final IndexDays days;
    private final Progress progress;
    private final IndexSearch search;
    private final IndexCare care;
    private final Thread writing;
    private final Thread caring;

    private Index(Path folder, Written log, IndexGuard guard) {
        this.days = new IndexDays(folder, guard);
        this.log = log;
        this.progress = new Progress();
        this.search = new IndexSearch(days, log);
        this.care = new IndexCare(days);
        var thread = new IndexThread(log, days, care, progress);
        this.writing = new Thread(thread::run, "pons-index");
        this.caring = new Thread(this::care, "pons-index-sync");
    }

    /**
     * Returns at once; the index catches up behind.
     *
     * @param key that protects what is sensitive in it; empty: nothing does
     */
    public static Index start(Path folder, Written log, Optional<byte[]> key) {
        var index = new Index(folder, log, IndexGuard.of(key));
        index.writing.start();
        index.caring.start();
        return index;
    }

    @Override
    public MessagePage find(MessageQuery query) throws IOException {
        // asked before the search, so that it never claims more than the rows show
        var lag = lag();
        return search.find(query, lag);
    }

    @Override
    public Optional<MessageView> one(long id) throws IOException {
        return search.one(id);
    }

    @Override
    public IndexLag lag() {
        var applied = progress.applied();
        try {
            long entries = log.countAfter(applied);
            return entries == 0 ? IndexLag.NONE : new IndexLag(entries, log.timeAfter(applied));
        } catch (IOException e) {
            LOG.debug("A segment cannot be counted", e);
            return new IndexLag(1, Optional.empty());
        }
    }

    @Override
    public boolean catchUp(long millis) throws InterruptedException {
        return progress.await(log.last(), millis);
    }

    @Override
    public Optional<Places> places(long id) throws IOException {
        // asked before the search, so that it never claims more than the row shows
        var shown = progress.applied();
        return search.places(id, shown);
    }

    @Override
    public void keep(String channel, String kept) {
        days.kept().say(channel, kept);
    }

    @Override
    public Set<String> kept() {
        return days.all().stream().map(f -> f.name().kept()).collect(Collectors.toSet());
    }

    @Override
    public long forget(String kept, Instant before, Instant errors)
            throws IOException, InterruptedException {
        var forgetting = new IndexForgetting(days);
        var bytes = progress.orders().give(() -> forgetting.forget(kept, before, errors));
        try {
            search.readers().free(false);
        } catch (SQLException e) {
            throw new IOException("Cannot close what was forgotten: " + e.getMessage(), e);
        }
        return bytes;
    }

    private void care() {
        var well = true;
        try {
            while (!progress.isEnding()) {
                progress.pause(CARE_NANOS);
                well = round(well);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round(boolean well) {
        try {
            care.round();
            return true;
        } catch (SQLException | IOException e) {
            if (well) {
                LOG.warn(
                        "The search index cannot be synced, messages are not affected: {}; it is"
                                + " tried again",
                        e.getMessage());
            }
            return false;
        }
    }

    /** Writes what is durable, syncs, ends both threads. */
    public void close() throws InterruptedException {
        progress.end();
        log.end();
        writing.join();
        caring.join();
        round(true);
        try {
            search.readers().free(true);
        } catch (SQLException e) {
            LOG.warn("A search of the index could not be closed: {}", e.getMessage());
        }
    }
}

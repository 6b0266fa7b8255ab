package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Goes forward through archive and segments, up to what is durable. A file that is compacted or
 * deleted meanwhile is left, and its place found anew. One thread.
 */
final class JournalReader implements Written.Follower {

    private static final int TRIES = 5;

    private final JournalLog log;
    private @Nullable Place place;
    private @Nullable RunCursor cursor;
    private @Nullable Taken taken;
    private long id;
    private long bytes;
    private boolean withContent;

    private record Taken(Entry entry, long contentLength) {}

    /** Where it is in a segment; it has a file of its own, which nobody else closes. */
    private record Place(Segment segment, SegmentFile file, FrameScan scan) {}

    JournalReader(JournalLog log, long after) {
        this.log = log;
        this.id = after;
    }

    @Override
    public boolean next(long waitMillis) throws IOException, InterruptedException {
        var left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (true) {
            var seen = log.durable().last();
            if (advance()) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
            left = log.durable().await(seen, left);
        }
    }

    private boolean advance() throws IOException {
        for (var left = TRIES; ; left--) {
            try {
                return step();
            } catch (NoSuchFileException e) {
                if (left == 0) {
                    throw e;
                }
                leave();
            }
        }
    }

    private boolean step() throws IOException {
        if (place == null && cursor == null && !find()) {
            return false;
        }
        while (true) {
            var run = cursor;
            if (run != null) {
                if (run.next()) {
                    id = run.id();
                    take(run.payload(withContent));
                    return true;
                }
                if (!enter(run.run().last() + 1)) {
                    return false;
                }
                continue;
            }
            var here = Objects.requireNonNull(place);
            // asked before the end is, since the last entries come before the next segment
            var written = log.segments().isWritten(here.segment());
            var end = here.segment().end();
            if (here.scan().position() < end) {
                if (!here.scan().next(end) || here.scan().isEnd()) {
                    throw Frames.damaged(here.file().path(), here.scan().position());
                }
                id++;
                take(here.scan().payload(withContent));
                return true;
            }
            if (written) {
                return false;
            }
            count(here.segment());
            if (!enter(here.segment().epoch() + 1)) {
                return false;
            }
        }
    }

    /** Not fewer entries were read than the end of a closed segment counts. */
    private void count(Segment segment) throws IOException {
        if (id < Ids.of(segment.epoch(), 0) + segment.count() - 1) {
            throw Frames.damaged(segment.path(), segment.end());
        }
    }

    private void take(BytesIn payload) throws IOException {
        var from = payload.position();
        taken = new Taken(EntryDecoder.read(payload), payload.contentLength());
        bytes += payload.position() - from;
    }

    /** To behind the last id. */
    private boolean find() throws IOException {
        var epoch = Ids.epoch(id);
        var segment = log.segments().get(epoch);
        if (segment != null) {
            place = open(segment, log.segments().of(id).offset(Ids.sequence(id) + 1));
            return true;
        }
        var run = log.archive().of(epoch);
        if (run != null) {
            cursor = new RunCursor(run, id);
            return true;
        }
        return enter(epoch + 1);
    }

    /** To the beginning of an epoch, or of the next one that there is; false: there is none. */
    private boolean enter(long epoch) throws IOException {
        // a run is there before its segments go, so it is asked for behind them
        var segment = log.segments().from(epoch);
        var run = log.archive().from(epoch);
        if (run != null && (segment == null || run.first() < segment.epoch())) {
            leave();
            id = Math.max(id, Ids.of(epoch, 0) - 1);
            cursor = new RunCursor(run, id);
            return true;
        }
        if (segment == null) {
            return false;
        }
        leave();
        place = open(segment, segment.start());
        id = Ids.of(segment.epoch(), 0) - 1;
        return true;
    }

    private void leave() throws IOException {
        cursor = null;
        var here = place;
        place = null;
        if (here != null) {
            here.file().close();
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Entry entry() {
        return taken().entry();
    }

    private Taken taken() {
        var now = taken;
        if (now == null) {
            throw new IllegalStateException("call next() first");
        }
        return now;
    }

    @Override
    public long contentLength() {
        return taken().contentLength();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Store.Reader withContent() {
        withContent = true;
        return this;
    }

    @Override
    public void close() {
        try {
            leave();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place open(Segment segment, long offset) throws IOException {
        var file = new SegmentFile(segment.path());
        return new Place(segment, file, segment.scan(file, offset));
    }
}

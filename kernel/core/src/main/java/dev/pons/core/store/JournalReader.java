package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Goes forward through all segments, up to what is durable. One thread. */
final class JournalReader implements Store.Reader {

    private final Segments segments;
    private final Durable durable;
    private @Nullable Place place;
    private @Nullable Entry entry;
    private long id;
    private long contentLength;
    private boolean withContent;

    /**
     * Where it is; it has a file of its own, which nobody else closes. What it has read are {@code
     * before} bytes and as many as the scan's position says.
     */
    private record Place(Segment segment, SegmentFile file, FrameScan scan, long before) {}

    JournalReader(Segments segments, Durable durable, long after) throws IOException {
        this.segments = segments;
        this.durable = durable;
        this.id = after;
        var known = segments.get(Ids.epoch(after));
        if (known != null) {
            place = open(known, segments.of(after).offset(Ids.sequence(after) + 1), 0);
        }
    }

    @Override
    public boolean next(long waitMillis) throws IOException, InterruptedException {
        var left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (true) {
            var seen = durable.last();
            if (advance()) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
            left = durable.await(seen, left);
        }
    }

    private boolean advance() throws IOException {
        while (true) {
            var here = place;
            if (here == null) {
                var first = segments.from(Ids.epoch(id) + 1);
                if (first == null) {
                    return false;
                }
                place = open(first, Frames.HEADER, 0);
                id = Ids.of(first.epoch(), 0) - 1;
                continue;
            }
            // asked before the end is, since the last entries come before the next segment
            var written = segments.isWritten(here.segment());
            var end = here.segment().end();
            if (here.scan().position() < end) {
                take(here, end);
                return true;
            }
            if (written) {
                return false;
            }
            var next = segments.from(here.segment().epoch() + 1);
            if (next == null) {
                return false;
            }
            here.file().close();
            place = open(next, Frames.HEADER, bytes());
            id = Ids.of(next.epoch(), 0) - 1;
        }
    }

    private void take(Place here, long end) throws IOException {
        if (!here.scan().next(end) || here.scan().isEnd()) {
            throw Frames.damaged(here.file().path(), here.scan().position());
        }
        var payload = here.scan().payload(withContent);
        entry = EntryDecoder.read(payload);
        contentLength = payload.contentLength();
        id++;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Entry entry() {
        var now = entry;
        if (now == null) {
            throw new IllegalStateException("call next() first");
        }
        return now;
    }

    /** Bytes of the last content in the entry, whether it came along or not. */
    long contentLength() {
        return contentLength;
    }

    @Override
    public long bytes() {
        var here = place;
        return here == null ? 0 : here.before() + here.scan().position();
    }

    @Override
    public Store.Reader withContent() {
        withContent = true;
        return this;
    }

    @Override
    public void close() {
        var here = place;
        if (here != null) {
            try {
                here.file().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Place open(Segment segment, long offset, long read) {
        var file = new SegmentFile(segment.path());
        return new Place(
                segment, file, new FrameScan(file, segment.epoch(), offset), read - offset);
    }
}

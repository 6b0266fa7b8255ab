package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;

/**
 * Writes groups of batches into the newest segment, and begins the next one when it is full. The
 * committer's thread only.
 */
final class SegmentWriter {

    /** What one write takes. */
    static final int GROUP = 4 << 20;

    private final Segments segments;
    private final Disk disk;
    private final Clock clock;
    private final long segmentBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(GROUP);
    private @Nullable Open open;
    private long nextEpoch;

    /** The segment that is written. */
    private record Open(Segment segment, Disk.Target file, SegmentForm.@Nullable Seal seal) {}

    /** Begins a fresh segment. */
    SegmentWriter(Segments segments, Disk disk, Clock clock, long segmentBytes, long epoch)
            throws IOException {
        this.segments = segments;
        this.disk = disk;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
        this.nextEpoch = epoch;
        open = begin();
    }

    /** Bytes that still fit the segment; 0: the next group begins another. */
    long room() throws IOException {
        var now = open;
        return now == null ? 0 : Math.max(0, segmentBytes - Frames.END - now.segment().end());
    }

    /** Bytes that a batch takes in a segment. */
    long size(Batch batch) {
        return segments.vault().isOn()
                ? batch.size() + (long) batch.count() * SegmentForm.OVERHEAD
                : batch.size();
    }

    /** Entries that still fit. */
    int places() throws IOException {
        var now = open;
        return now == null ? 0 : Ids.MOST_PER_SEGMENT - now.segment().count();
    }

    /** Bytes that a fresh segment takes. */
    long freshRoom() {
        return segmentBytes - Frames.END - SegmentForm.start(segments.vault().isOn());
    }

    /**
     * Writes and syncs. On return all batches have their ids and are durable.
     *
     * @throws BrokenDisk nothing may be written any more
     * @throws IOException none of them is kept, others may be written
     */
    void write(List<Batch> group) throws IOException {
        var bytes = 0L;
        var entries = 0;
        for (var batch : group) {
            bytes += size(batch);
            entries += batch.count();
        }
        var now = open;
        if (now == null || bytes > room() && now.segment().count() > 0 || entries > places()) {
            now = roll(now);
        }
        var good = now.segment().end();
        try {
            put(group, now, good);
        } catch (IOException e) {
            takeBack(now.file(), good, e);
            if (now.seal() != null) {
                now.seal().nextTurn();
            }
            throw notWritten(e);
        }
        FailPoint.WRITTEN.pass();
        force(now.file());
        now.segment().publish(now.segment().count() + entries, good + bytes);
    }

    private void put(List<Batch> group, Open into, long from) throws IOException {
        if (into.seal() != null) {
            putSealed(group, into, into.seal(), from);
            return;
        }
        var segment = into.segment();
        var mask = Frames.mask(segment.epoch());
        var sequence = segment.count();
        var offset = from;
        var written = from;
        buffer.clear();
        for (var batch : group) {
            batch.placed(Ids.of(segment.epoch(), sequence));
            var frames = batch.frames();
            for (var at = 0; at < frames.size(); ) {
                segment.note(sequence++, offset + at);
                frames.fixed32At(at + 4, frames.fixed32At(at + 4) ^ mask);
                at += Frames.HEAD + frames.fixed32At(at);
            }
            offset += frames.size();
            for (var at = 0; at < frames.size(); ) {
                var count = Math.min(buffer.remaining(), frames.size() - at);
                buffer.put(frames.array(), at, count);
                at += count;
                if (!buffer.hasRemaining()) {
                    written += flush(into.file(), written);
                }
            }
        }
        flush(into.file(), written);
    }

    /** As {@link #put}, each frame sealed at its place. */
    private void putSealed(List<Batch> group, Open into, SegmentForm.Seal seal, long from)
            throws IOException {
        var segment = into.segment();
        var mask = Frames.mask(segment.epoch());
        var sequence = segment.count();
        var offset = from;
        var written = from;
        buffer.clear();
        for (var batch : group) {
            batch.placed(Ids.of(segment.epoch(), sequence));
            var frames = batch.frames();
            for (var at = 0; at < frames.size(); ) {
                var length = frames.fixed32At(at);
                var frame = seal.frame(frames.array(), at + Frames.HEAD, length, offset, mask);
                segment.note(sequence++, offset);
                at += Frames.HEAD + length;
                offset += frame.remaining();
                while (frame.hasRemaining()) {
                    var count = Math.min(buffer.remaining(), frame.remaining());
                    buffer.put(frame.array(), frame.position(), count);
                    frame.position(frame.position() + count);
                    if (!buffer.hasRemaining()) {
                        written += flush(into.file(), written);
                    }
                }
            }
        }
        flush(into.file(), written);
    }

    private int flush(Disk.Target file, long at) throws IOException {
        buffer.flip();
        var count = buffer.remaining();
        if (count > 0) {
            file.write(buffer, at);
        }
        buffer.clear();
        return count;
    }

    /**
     * Cuts off what a failed write left, durably: what was answered "not kept" never comes back.
     */
    private void takeBack(Disk.Target file, long good, IOException because) throws BrokenDisk {
        try {
            file.truncate(good);
            file.force();
        } catch (IOException e) {
            e.addSuppressed(because);
            throw broken("could not be cut back after a failed write", e);
        }
    }

    private void force(Disk.Target file) throws BrokenDisk {
        try {
            file.force();
        } catch (IOException e) {
            throw broken("could not be synced", e);
        }
    }

    private BrokenDisk broken(String what, IOException cause) {
        return new BrokenDisk(
                "The journal in "
                        + segments.folder()
                        + " "
                        + what
                        + " ("
                        + cause.getMessage()
                        + "): nothing more is accepted; check the disk, then start the engine"
                        + " again",
                cause);
    }

    private IOException notWritten(IOException cause) {
        return new IOException(
                "The journal in "
                        + segments.folder()
                        + " could not be written, "
                        + Disk.free(segments.folder())
                        + ": make room on the disk ("
                        + cause.getMessage()
                        + ")",
                cause);
    }

    /** Begins the next segment though this one is not full, if it has entries. */
    void roll() throws IOException {
        var now = open;
        if (now != null && now.segment().count() > 0) {
            roll(now);
        }
    }

    private Open roll(@Nullable Open full) throws IOException {
        if (full != null) {
            end(full);
            open = null;
            segments.touch(full.segment());
            FailPoint.FULL.pass();
        }
        try {
            var next = begin();
            open = next;
            FailPoint.ROLLED.pass();
            return next;
        } catch (BrokenDisk e) {
            throw e;
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private void end(Open full) throws IOException {
        var good = full.segment().end();
        try {
            full.file().write(Frames.end(full.segment().epoch(), full.segment().count()), good);
        } catch (IOException e) {
            takeBack(full.file(), good, e);
            throw notWritten(e);
        }
        force(full.file());
        full.file().close();
    }

    private Open begin() throws IOException {
        var epoch = nextEpoch++;
        var path = segments.path(epoch);
        var file = disk.create(path);
        var form = SegmentForm.fresh(path, segments.vault());
        try {
            file.write(form.header(epoch, clock.millis()), 0);
        } catch (IOException e) {
            file.close();
            disk.delete(path);
            throw e;
        }
        force(file);
        disk.sync(segments.folder());
        var segment = Segment.fresh(epoch, path, segments.vault(), form);
        segments.add(segment);
        return new Open(segment, file, form.seal());
    }

    /** Ends the segment; nothing is written any more. */
    void close() throws IOException {
        var now = open;
        open = null;
        if (now != null) {
            end(now);
        }
    }
}

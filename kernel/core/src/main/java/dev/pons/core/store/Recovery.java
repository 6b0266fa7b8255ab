package dev.pons.core.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the segments at a start, and closes the one that a crash left open: it is read to the first
 * frame that is not whole, what stands behind is cut off.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int CHUNK = 1 << 20;

    private final Segments segments;
    private final Archive archive;
    private final Disk disk;
    private final List<Path> empty = new ArrayList<>();
    private long lastEpoch;

    Recovery(Segments segments, Archive archive) {
        this.segments = segments;
        this.archive = archive;
        this.disk = archive.disk();
    }

    /** Adds what is there. */
    void run() throws IOException {
        Segment last = null;
        lastEpoch = archive.last();
        for (var file : segments.files().entrySet()) {
            lastEpoch = Math.max(lastEpoch, file.getKey());
            if (archive.of(file.getKey()) != null) {
                // a crash came between: its entries stand in the archive
                empty.add(file.getValue());
                continue;
            }
            if (isEmpty(file.getKey(), file.getValue())) {
                empty.add(file.getValue());
                continue;
            }
            last = Segment.closed(file.getKey(), file.getValue(), segments.vault());
            segments.add(last);
        }
        if (last != null) {
            close(last);
        }
    }

    /** The epoch for the segment that begins now; it was never used. */
    long nextEpoch() {
        return lastEpoch + 1;
    }

    /**
     * Deletes segments without entries, or that were compacted; only after the next one was begun,
     * so no epoch returns.
     */
    void deleteEmpty() throws IOException {
        for (var file : empty) {
            disk.delete(file);
        }
        if (!empty.isEmpty()) {
            disk.sync(segments.folder());
        }
    }

    /** Begun and never written to, or closed without an entry. */
    private static boolean isEmpty(long epoch, Path file) throws IOException {
        var size = Files.size(file);
        if (size <= Frames.HEADER) {
            return true;
        }
        if (size > SegmentForm.start(true) + Frames.END) {
            return false;
        }
        var bytes = Files.readAllBytes(file);
        if (!Frames.isWhole(bytes)) {
            // a crash came before its header was synced, and that comes before any entry
            var length =
                    size < Frames.HEADER + Frames.HEAD
                            ? 0
                            : ByteBuffer.wrap(bytes).getInt(Frames.HEADER);
            return length <= 0 || length > size - Frames.HEADER - Frames.HEAD;
        }
        var start = SegmentForm.start(Frames.isSealed(bytes));
        return size <= start
                || size == start + Frames.END
                        && Frames.count(Arrays.copyOfRange(bytes, start, bytes.length), epoch) == 0;
    }

    private void close(Segment segment) throws IOException {
        var path = segment.path();
        try (var file = new SegmentFile(path)) {
            var size = file.size();
            var scan = segment.scan(file, segment.start());
            var count = 0;
            while (scan.next(size)) {
                if (scan.isEnd()) {
                    cut(path, scan.position(), size);
                    return;
                }
                count++;
            }
            seal(segment, scan.position(), count);
            said(path, size - scan.position());
        }
    }

    /**
     * Writes the good part anew in its place: after a failed fsync the page cache may show bytes
     * that the disk does not have. Then the END frame, and one sync for all.
     */
    private void seal(Segment segment, long end, int count) throws IOException {
        var path = segment.path();
        try (var from = FileChannel.open(path, StandardOpenOption.READ);
                var file = disk.open(path)) {
            file.truncate(end);
            var chunk = ByteBuffer.allocateDirect(CHUNK);
            for (var at = 0L; at < end; ) {
                chunk.clear().limit((int) Math.min(CHUNK, end - at));
                var read = from.read(chunk, at);
                if (read < 0) {
                    throw Frames.damaged(path, at);
                }
                file.write(chunk.flip(), at);
                at += read;
            }
            file.write(Frames.end(segment.epoch(), count), end);
            file.force();
        }
    }

    private void cut(Path path, long end, long size) throws IOException {
        if (size > end) {
            try (var file = disk.open(path)) {
                file.truncate(end);
                file.force();
            }
            said(path, size - end);
        }
    }

    private static void said(Path path, long bytes) {
        if (bytes > 0) {
            LOG.info(
                    "Cut off {} bytes behind the last whole entry of {}: a crash left them, nobody"
                            + " was told that they are kept",
                    bytes,
                    path);
        }
    }
}

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
    private final Disk disk;
    private final List<Path> empty = new ArrayList<>();
    private long lastEpoch;

    Recovery(Segments segments, Disk disk) {
        this.segments = segments;
        this.disk = disk;
    }

    /** Adds what is there. */
    void run() throws IOException {
        Segment last = null;
        for (var file : segments.files().entrySet()) {
            lastEpoch = file.getKey();
            if (isEmpty(file.getKey(), file.getValue())) {
                empty.add(file.getValue());
                continue;
            }
            last = Segment.closed(file.getKey(), file.getValue());
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

    /** Deletes segments without entries; only after the next one was begun, so no epoch returns. */
    void deleteEmpty() throws IOException {
        for (var file : empty) {
            disk.delete(file);
        }
    }

    /** Begun and never written to, or closed without an entry. */
    private static boolean isEmpty(long epoch, Path file) throws IOException {
        var size = Files.size(file);
        if (size != Frames.HEADER + Frames.END) {
            return size <= Frames.HEADER;
        }
        var bytes = Files.readAllBytes(file);
        return Frames.count(Arrays.copyOfRange(bytes, Frames.HEADER, bytes.length), epoch) == 0;
    }

    private void close(Segment segment) throws IOException {
        var path = segment.path();
        try (var file = new SegmentFile(path)) {
            var header = ByteBuffer.allocate(Frames.HEADER);
            file.read(header, 0);
            Frames.check(header.array(), segment.epoch(), path);
            var size = file.size();
            var scan = new FrameScan(file, segment.epoch(), Frames.HEADER);
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

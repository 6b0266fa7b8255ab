package dev.pons.core.store;

import dev.pons.core.store.keys.Vault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file of the journal as readers see it: its durable entries and where they begin. The table of
 * offsets is made by the writer for its own segment, and by a scan for others.
 */
final class Segment {

    private static final int[] NONE = {};
    private static final int UNKNOWN = -1;

    private final long epoch;
    private final SegmentFile file;
    private final Vault vault;
    private volatile @Nullable SegmentForm form;
    private volatile int[] offsets = NONE;
    private volatile long end;
    private volatile int count;

    private Segment(
            long epoch, Path path, Vault vault, @Nullable SegmentForm form, int count, long end) {
        this.epoch = epoch;
        this.file = new SegmentFile(path);
        this.vault = vault;
        this.form = form;
        this.end = end;
        this.count = count;
    }

    /** A segment that was written and closed before. */
    static Segment closed(long epoch, Path path, Vault vault) {
        return new Segment(epoch, path, vault, null, UNKNOWN, 0);
    }

    /** The segment that is being written. */
    static Segment fresh(long epoch, Path path, Vault vault, SegmentForm form) {
        return new Segment(epoch, path, vault, form, 0, form.start());
    }

    long epoch() {
        return epoch;
    }

    Path path() {
        return file.path();
    }

    /** Where the first frame begins. */
    long start() throws IOException {
        return form().start();
    }

    private SegmentForm form() throws IOException {
        var known = form;
        if (known == null) {
            known = SegmentForm.read(file, epoch, vault);
            form = known;
        }
        return known;
    }

    /** When it was begun, ms; the file of a closed segment says it. */
    long madeAt() throws IOException {
        var header = ByteBuffer.allocate(Frames.HEADER);
        file.read(header, 0);
        return header.getLong(20);
    }

    /** Goes through its frames, through a file that the caller closes. */
    FrameScan scan(SegmentFile through, long from) throws IOException {
        return new FrameScan(through, epoch, form(), from);
    }

    /** How many durable entries. */
    int count() throws IOException {
        end();
        return count;
    }

    /** Where the durable entries end. */
    long end() throws IOException {
        if (count == UNKNOWN) {
            readEnd();
        }
        return end;
    }

    /** Notes where an entry will be; the writer only, before {@link #publish}. */
    void note(int sequence, long offset) {
        var table = offsets;
        if (sequence >= table.length) {
            table = Arrays.copyOf(table, Math.max(1024, sequence + sequence / 2));
            offsets = table;
        }
        table[sequence] = (int) offset;
    }

    /** What was noted is durable; the writer only. */
    void publish(int durableCount, long durableEnd) {
        end = durableEnd;
        count = durableCount;
    }

    /** Where an entry begins; the end for the sequence behind the last one. */
    long offset(int sequence) throws IOException {
        var known = count();
        if (sequence >= known) {
            return end;
        }
        return table(known)[sequence];
    }

    /** One entry, with content. */
    Entry read(int sequence) throws IOException {
        var known = count();
        if (sequence >= known) {
            throw new IOException("There is no entry " + Ids.text(Ids.of(epoch, sequence)));
        }
        var table = table(known);
        var from = table[sequence];
        // the table may end with entries that are not durable yet: only the frame knows its length
        var to = sequence + 1 < known ? table[sequence + 1] : durableEnd(from);
        var frame = ByteBuffer.allocate((int) (to - from));
        file.read(frame, from);
        var length = frame.getInt(0);
        if (length <= 0 || length > frame.capacity() - Frames.HEAD) {
            throw Frames.damaged(path(), from);
        }
        var crc = Frames.crc(frame.array(), Frames.HEAD, length) ^ Frames.mask(epoch);
        if (frame.getInt(4) != crc) {
            throw Frames.damaged(path(), from);
        }
        var payload = form().payload(frame.array(), Frames.HEAD, length, from, path(), true);
        return EntryDecoder.read(payload);
    }

    private long durableEnd(int from) throws IOException {
        var head = ByteBuffer.allocate(4);
        file.read(head, from);
        var length = head.getInt(0);
        if (length <= 0 || length > end - from - Frames.HEAD) {
            throw Frames.damaged(path(), from);
        }
        return from + (long) Frames.HEAD + length;
    }

    /** Frees what can be had again from the file. */
    void forget() throws IOException {
        synchronized (this) {
            offsets = NONE;
        }
        file.close();
    }

    private int[] table(int known) throws IOException {
        var table = offsets;
        return table.length >= known ? table : scan(known);
    }

    private synchronized int[] scan(int known) throws IOException {
        if (offsets.length >= known) {
            return offsets;
        }
        var table = new int[known];
        var scan = scan(file, start());
        for (var i = 0; i < known; i++) {
            table[i] = (int) scan.position();
            if (!scan.next(end) || scan.isEnd()) {
                throw Frames.damaged(path(), scan.position());
            }
        }
        if (scan.position() != end) {
            throw Frames.damaged(path(), scan.position());
        }
        offsets = table;
        return table;
    }

    private synchronized void readEnd() throws IOException {
        if (count != UNKNOWN) {
            return;
        }
        var size = file.size();
        if (size < Frames.HEADER || size < start() + Frames.END) {
            throw Frames.damaged(path(), size);
        }
        var last = ByteBuffer.allocate(Frames.END);
        file.read(last, size - Frames.END);
        var entries = Frames.count(last.array(), epoch);
        if (entries < 0) {
            throw Frames.damaged(path(), size - Frames.END);
        }
        end = size - Frames.END;
        count = entries;
    }
}

package dev.pons.core.store;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Bytes while they come: in memory while they are few and the budget has room, else in a file. The
 * first of them stay in memory, so that a message which could not be kept is still answered by its
 * header. One thread writes.
 */
final class SpoolFile implements Spool.Spooled {

    private final SideFiles files;
    private final Path path;
    private final Memory memory;
    private long length;
    private @Nullable SideWriter file;
    private @Nullable IOException failure;
    private @Nullable Kept payload;

    SpoolFile(SideFiles files, Path path) {
        this.files = files;
        this.path = path;
        this.memory = new Memory(files.memory(), files.most());
    }

    @Override
    public void write(byte[] from, int start, int count) {
        if (payload != null) {
            throw new IllegalStateException("payload() was called: begin another");
        }
        length += count;
        if (failure != null) {
            return;
        }
        try {
            put(from, start, count);
        } catch (IOException e) {
            failure = e;
            memory.shrink();
            drop();
        }
    }

    private void put(byte[] from, int start, int count) throws IOException {
        var now = file;
        if (now == null && !memory.add(from, start, count)) {
            now = new SideWriter(files.disk(), path, files.vault());
            file = now;
            now.write(memory.bytes, 0, memory.kept);
            memory.shrink();
        }
        if (now != null) {
            memory.head(from, start, count);
            now.write(from, start, count);
        }
    }

    /** The bytes in memory: all while they are few, else the first. */
    private static final class Memory {

        /** Enough to tell who sent what. */
        private static final int HEAD = 64 << 10;

        private final SpoolBudget budget;
        private final long most;
        private byte[] bytes = {};
        private int kept;

        Memory(SpoolBudget budget, long most) {
            this.budget = budget;
            this.most = most;
        }

        /** False: it is too much, or the budget is used up. */
        boolean add(byte[] from, int start, int count) {
            long wanted = (long) kept + count;
            if (wanted > most) {
                return false;
            }
            if (wanted > bytes.length) {
                var size = (int) Math.min(most, Math.max(wanted, kept * 2L));
                if (!budget.take(size - bytes.length)) {
                    return false;
                }
                bytes = Arrays.copyOf(bytes, size);
            }
            keep(from, start, count);
            return true;
        }

        /** The first bytes stay whatever the budget says. */
        void head(byte[] from, int start, int most) {
            int count = Math.min(most, HEAD - kept);
            if (count <= 0) {
                return;
            }
            if (kept + count > bytes.length) {
                resize(kept + count);
            }
            keep(from, start, count);
        }

        private void keep(byte[] from, int start, int count) {
            System.arraycopy(from, start, bytes, kept, count);
            kept += count;
        }

        void shrink() {
            kept = Math.min(kept, HEAD);
            resize(kept);
        }

        void clear() {
            kept = 0;
            resize(0);
        }

        private void resize(int size) {
            budget.give(bytes.length - (long) size);
            bytes = Arrays.copyOf(bytes, size);
        }

        byte[] whole() {
            return bytes.length == kept ? bytes : Arrays.copyOf(bytes, kept);
        }
    }

    @Override
    public Payload payload() {
        var now = payload;
        if (now == null) {
            now = new Kept();
            payload = now;
        }
        return now;
    }

    /** Lets go of memory and file, unless the store has taken the file. */
    @Override
    public void close() {
        memory.clear();
        drop();
    }

    private void drop() {
        var now = file;
        file = null;
        if (now == null) {
            return;
        }
        try {
            now.close();
            files.disk().delete(path);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** What was written, for the store. */
    final class Kept implements Payload {

        private final String digest;
        private final byte[] first = memory.whole();
        private volatile Path place = path;

        private Kept() {
            var now = file;
            digest = now == null ? "" : now.digest();
            if (now != null) {
                try {
                    now.end();
                } catch (IOException e) {
                    failure = e;
                    drop();
                }
            }
        }

        @Override
        public long size() {
            return length;
        }

        /** Empty: it is in a file, or could not be kept. */
        Optional<byte[]> inMemory() {
            return first.length == length && file == null && failure == null
                    ? Optional.of(first)
                    : Optional.empty();
        }

        String digest() {
            return digest;
        }

        /** Syncs it and gives it to the store. {@code IOException}: why it could not be kept. */
        void moveTo(Path target) throws IOException {
            var why = failure;
            var now = file;
            if (why != null || now == null) {
                throw why == null ? new IOException("it was given away before") : why;
            }
            now.force();
            now.close();
            files.disk().rename(path, target);
            place = target;
            file = null;
        }

        /** The first bytes come from memory, the file is not touched before they are read. */
        @Override
        public InputStream open() {
            var head = new ByteArrayInputStream(first);
            return first.length == length
                    ? head
                    : new SequenceInputStream(Collections.enumeration(List.of(head, new Rest())));
        }

        private final class Rest extends InputStream {

            private @Nullable InputStream in;

            private InputStream in() throws IOException {
                var now = in;
                if (now == null) {
                    if (failure != null) {
                        throw new IOException("it could not be kept", failure);
                    }
                    now = files.read(place);
                    in = now;
                    now.skipNBytes(first.length);
                }
                return now;
            }

            @Override
            public int read() throws IOException {
                return in().read();
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return in().read(into, from, count);
            }

            @Override
            public void close() throws IOException {
                if (in != null) {
                    in.close();
                }
            }
        }
    }
}

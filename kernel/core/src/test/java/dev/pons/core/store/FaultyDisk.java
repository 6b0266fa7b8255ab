package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A real disk that fails when told so. */
final class FaultyDisk implements Disk {

    volatile boolean full;
    volatile @Nullable Room room;
    volatile boolean syncFails;
    volatile boolean truncateFails;
    volatile CountDownLatch held = new CountDownLatch(0);
    final AtomicInteger syncs = new AtomicInteger();

    @Override
    public Target create(Path path) throws IOException {
        return new FailingTarget(Disk.REAL.create(path));
    }

    @Override
    public Target open(Path path) throws IOException {
        return new FailingTarget(Disk.REAL.open(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Disk.REAL.rename(from, to);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        Disk.REAL.link(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        Disk.REAL.delete(path);
    }

    @Override
    public Room room(Path folder) throws IOException {
        var told = room;
        return told == null ? Disk.REAL.room(folder) : told;
    }

    @Override
    public void sync(Path folder) throws IOException {
        if (syncFails) {
            throw new IOException("Input/output error");
        }
        Disk.REAL.sync(folder);
    }

    private final class FailingTarget implements Target {
        private final Target real;

        FailingTarget(Target real) {
            this.real = real;
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            if (full) {
                // half of it gets there, as on a real disk
                var half = bytes.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                real.write(half, at);
                throw new IOException("No space left on device");
            }
            real.write(bytes, at);
        }

        @Override
        public void force() throws IOException {
            syncs.incrementAndGet();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (syncFails) {
                throw new IOException("Input/output error");
            }
            real.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            if (truncateFails) {
                throw new IOException("Input/output error");
            }
            real.truncate(size);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}

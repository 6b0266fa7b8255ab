package dev.pons.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A real disk that does nothing any more after some steps, as at a crash. */
final class StoppingDisk implements Disk {

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    void stopAfter(int steps) {
        left.set(steps);
    }

    void goOn() {
        left.set(Integer.MAX_VALUE);
    }

    private void step() throws IOException {
        if (left.get() != Integer.MAX_VALUE && left.getAndDecrement() <= 0) {
            left.set(0);
            throw new IOException("stopped");
        }
    }

    @Override
    public Target create(Path path) throws IOException {
        step();
        var real = Disk.REAL.create(path);
        return new Target() {
            @Override
            public void write(ByteBuffer bytes, long at) throws IOException {
                step();
                real.write(bytes, at);
            }

            @Override
            public void force() throws IOException {
                step();
                real.force();
            }

            @Override
            public void truncate(long size) throws IOException {
                step();
                real.truncate(size);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public Target open(Path path) throws IOException {
        step();
        return Disk.REAL.open(path);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        Disk.REAL.rename(from, to);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        step();
        Disk.REAL.link(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        Disk.REAL.delete(path);
    }

    @Override
    public void sync(Path folder) throws IOException {
        step();
        Disk.REAL.sync(folder);
    }

    @Override
    public Room room(Path folder) throws IOException {
        return Disk.REAL.room(folder);
    }
}

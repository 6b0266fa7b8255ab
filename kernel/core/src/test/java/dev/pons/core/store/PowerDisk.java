package dev.pons.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk whose power fails at a seeded operation. Reads see the page cache (real files). What the
 * cut leaves is worked out from what was synced: of every write since a file's last sync, each
 * sector of 512 bytes is kept or lost by itself; of every name since a folder's last sync, the
 * change happened or did not. One thread.
 */
final class PowerDisk implements Disk {

    private static final int SECTOR = 512;

    /** The power is gone; whatever is called from now on throws it too. */
    static final class PowerLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PowerLost() {
            super("the power failed");
        }
    }

    /** What is on the plates of one file, and what was written to it since its last sync. */
    private static final class Inode {
        byte[] durable = {};
        final List<Change> pending = new ArrayList<>();
    }

    /** Bytes at a place, or with none the new length. */
    private record Change(long at, byte[] bytes) {}

    /** A name of a folder that points to a file, or to none, from now on. */
    private record Naming(Path path, Inode inode) {}

    private static final Inode NONE = new Inode();

    private final Path root;
    private final Random random;
    private final Map<Path, Inode> cached = new HashMap<>();
    private final Map<Path, Inode> durable = new HashMap<>();
    private final List<List<Naming>> pending = new ArrayList<>();
    private final boolean lies;
    private int left;

    /**
     * Over the files that are below a folder; these are durable.
     *
     * @param operations until the power fails
     * @param lies says that it has synced, and has not
     */
    PowerDisk(Path root, Random random, int operations, boolean lies) throws IOException {
        this.lies = lies;
        this.root = root;
        this.random = random;
        this.left = operations;
        for (var file : files(root)) {
            var inode = new Inode();
            inode.durable = Files.readAllBytes(file);
            cached.put(file, inode);
            durable.put(file, inode);
        }
    }

    /** The files that the cut leaves, in another folder. */
    void leave(Path target) throws IOException {
        var chance = new double[] {0, 0.5, 0.9, 1}[random.nextInt(4)];
        for (var names : pending) {
            if (random.nextDouble() < chance) {
                names.forEach(this::apply);
            }
        }
        for (var folder : List.of("journal", "large/new", "large/spool")) {
            Files.createDirectories(target.resolve(folder));
        }
        for (var file : durable.entrySet()) {
            var to = target.resolve(root.relativize(file.getKey()).toString());
            Files.createDirectories(to.getParent());
            Files.write(to, left(file.getValue(), chance));
        }
    }

    private byte[] left(Inode inode, double chance) {
        var bytes = inode.durable;
        for (var change : inode.pending) {
            if (change.bytes().length == 0) {
                bytes = random.nextDouble() < chance ? resized(bytes, change.at()) : bytes;
                continue;
            }
            var end = change.at() + change.bytes().length;
            for (var from = change.at(); from < end; ) {
                var to = Math.min(end, (from / SECTOR + 1) * SECTOR);
                if (random.nextDouble() < chance) {
                    bytes = with(bytes, from, change.bytes(), from - change.at(), to - from);
                }
                from = to;
            }
        }
        return bytes;
    }

    private static byte[] resized(byte[] bytes, long size) {
        return Arrays.copyOf(bytes, (int) size);
    }

    private static byte[] with(byte[] bytes, long at, byte[] more, long from, long count) {
        var all = at + count > bytes.length ? resized(bytes, at + count) : bytes.clone();
        System.arraycopy(more, (int) from, all, (int) at, (int) count);
        return all;
    }

    private void apply(Naming naming) {
        if (naming.inode() == NONE) {
            durable.remove(naming.path());
        } else {
            durable.put(naming.path(), naming.inode());
        }
    }

    /** Before an operation (it did not happen), or behind it (nobody learned of it). */
    private boolean cut() {
        if (left-- > 0) {
            return false;
        }
        if (left < -1 || random.nextBoolean()) {
            throw new PowerLost();
        }
        return true;
    }

    private void after(boolean cut) {
        if (cut) {
            throw new PowerLost();
        }
    }

    private void named(Naming... names) {
        for (var name : names) {
            if (name.inode() == NONE) {
                cached.remove(name.path());
            } else {
                cached.put(name.path(), name.inode());
            }
        }
        pending.add(List.of(names));
    }

    @Override
    public Target create(Path path) throws IOException {
        var cut = cut();
        var target = Disk.REAL.create(path);
        var inode = new Inode();
        named(new Naming(path, inode));
        after(cut);
        return new PowerTarget(target, inode);
    }

    @Override
    public Target open(Path path) throws IOException {
        return new PowerTarget(Disk.REAL.open(path), cached.get(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        var cut = cut();
        Disk.REAL.rename(from, to);
        var inode = cached.get(from);
        if (from.getParent().equals(to.getParent())) {
            named(new Naming(to, inode), new Naming(from, NONE));
        } else {
            named(new Naming(to, inode));
            named(new Naming(from, NONE));
        }
        after(cut);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        var cut = cut();
        Disk.REAL.link(from, to);
        named(new Naming(to, cached.get(from)));
        after(cut);
    }

    @Override
    public void delete(Path path) throws IOException {
        var cut = cut();
        Disk.REAL.delete(path);
        named(new Naming(path, NONE));
        after(cut);
    }

    @Override
    public Room room(Path folder) throws IOException {
        return Disk.REAL.room(folder);
    }

    @Override
    public void sync(Path folder) {
        var cut = cut();
        for (var names = pending.iterator(); names.hasNext(); ) {
            var next = names.next();
            if (!lies && next.get(0).path().getParent().equals(folder)) {
                next.forEach(this::apply);
                names.remove();
            }
        }
        after(cut);
    }

    private final class PowerTarget implements Target {
        private final Target real;
        private final Inode inode;

        PowerTarget(Target real, Inode inode) {
            this.real = real;
            this.inode = inode;
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            var cut = cut();
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            real.write(bytes, at);
            if (copy.length > 0) {
                inode.pending.add(new Change(at, copy));
            }
            after(cut);
        }

        @Override
        public void force() {
            var cut = cut();
            if (lies) {
                after(cut);
                return;
            }
            var now = inode.durable;
            for (var change : inode.pending) {
                now =
                        change.bytes().length == 0
                                ? resized(now, change.at())
                                : with(now, change.at(), change.bytes(), 0, change.bytes().length);
            }
            inode.durable = now;
            inode.pending.clear();
            after(cut);
        }

        @Override
        public void truncate(long size) throws IOException {
            var cut = cut();
            real.truncate(size);
            inode.pending.add(new Change(size, new byte[0]));
            after(cut);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    static List<Path> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}

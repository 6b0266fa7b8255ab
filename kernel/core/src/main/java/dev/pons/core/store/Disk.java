package dev.pons.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What the store asks of a disk when it writes; a test makes it fail, or cuts the power. Names of
 * files are durable after {@link #sync} of their folder only.
 */
interface Disk {

    /** Makes a new file. */
    Target create(Path path) throws IOException;

    /** A file that is there, to be written to. */
    Target open(Path path) throws IOException;

    /** Gives a file another name, in place of what has that name. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file a second name; where the file system has none, another file with its bytes. */
    void link(Path from, Path to) throws IOException;

    /** Takes a name away, if it is there. */
    void delete(Path path) throws IOException;

    /** Makes the names in a folder durable. */
    void sync(Path folder) throws IOException;

    /** How much fits. */
    Room room(Path folder) throws IOException;

    /** Bytes of a file system: all, and those that may still be written. */
    record Room(long total, long free) {}

    /** A file that is written by one thread. */
    interface Target extends Closeable {

        /** Writes all of it at a place. */
        void write(ByteBuffer bytes, long at) throws IOException;

        /** Returns when what was written is on the disk. */
        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    /** Makes a folder, and its name durable. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            REAL.sync(parent);
        }
    }

    /** In words, for a message. */
    static String free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() / (1 << 20) + " MB free";
        } catch (IOException e) {
            return "free space unknown: " + e.getMessage();
        }
    }

    /** The real one. */
    Disk REAL = new RealDisk();

    /** Files and folders. */
    final class RealDisk implements Disk {

        private RealDisk() {}

        @Override
        public Target create(Path path) throws IOException {
            return new ChannelTarget(
                    FileChannel.open(
                            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public Target open(Path path) throws IOException {
            return new ChannelTarget(FileChannel.open(path, StandardOpenOption.WRITE));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void link(Path from, Path to) throws IOException {
            try {
                Files.createLink(to, from);
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                throw e;
            } catch (FileSystemException | UnsupportedOperationException e) {
                Files.copy(from, to);
                try (var copy = open(to)) {
                    copy.force();
                }
            }
        }

        @Override
        public void delete(Path path) throws IOException {
            Files.deleteIfExists(path);
        }

        @Override
        public Room room(Path folder) throws IOException {
            var store = Files.getFileStore(folder);
            return new Room(store.getTotalSpace(), store.getUsableSpace());
        }

        @Override
        public void sync(Path folder) throws IOException {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A file. */
    record ChannelTarget(FileChannel channel) implements Target {
        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            var place = at;
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

package dev.pons.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The few things that the journal asks of a disk when it writes; a test makes them fail. */
interface Disk {

    /** Makes a new file. */
    Target create(Path path) throws IOException;

    /** A file that is written by one thread. */
    interface Target extends Closeable {

        /** Writes all of it at a place. */
        void write(ByteBuffer bytes, long at) throws IOException;

        /** Returns when what was written is on the disk. */
        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    /** Makes the names in a folder durable. */
    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a folder, and its name durable. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            syncFolder(parent);
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
    Disk REAL =
            path ->
                    new ChannelTarget(
                            FileChannel.open(
                                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));

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

package dev.pons.plugin.file.disk;

import dev.pons.plugin.file.store.UnsureException;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** One file that is appended to; any thread, one at a time. */
final class OpenFile {

    /** Guarded by {@link OpenFiles}. */
    int users;

    private final Path path;
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private boolean endKnown;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);

    OpenFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Appends all or nothing: what could not be finished is cut off again, and {@code IOException}
     * says why. {@link UnsureException}: a part may stand in the file, or may not be on disk.
     *
     * @param separator follows each; also closes a last line that a crash left open
     * @return whether the file is new, so that its folder must be synced too
     */
    synchronized boolean append(List<Payload> messages, byte[] separator, boolean sync)
            throws IOException {
        var fresh = reopen();
        var file = Objects.requireNonNull(channel);
        var before = file.size();
        try {
            if (before > 0 && open(before, separator)) {
                put(file, separator);
            }
            for (var message : messages) {
                put(file, message);
                put(file, separator);
            }
            flush(file);
        } catch (IOException e) {
            cutBack(file, before);
            throw e;
        }
        if (sync) {
            force(file);
        }
        return fresh;
    }

    synchronized void close() throws IOException {
        var file = channel;
        channel = null;
        if (file != null) {
            file.close();
        }
    }

    /** Opens it, anew if it was rotated away or deleted since; whether it was not there. */
    private boolean reopen() throws IOException {
        var there = key();
        if (channel != null && there != null && there.equals(key)) {
            return false;
        }
        close();
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);
        key = key();
        endKnown = false;
        return there == null;
    }

    /** What tells two files of one name apart; null: not there. */
    private @Nullable Object key() throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var inode = attributes.fileKey();
            return inode == null ? attributes.creationTime() : inode;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The last line has no separator: a crash cut it off, or somebody else wrote it. */
    private boolean open(long size, byte[] separator) throws IOException {
        if (separator.length == 0 || endKnown) {
            return false;
        }
        endKnown = true;
        var tail = ByteBuffer.allocate(separator.length);
        try (var reader = FileChannel.open(path, StandardOpenOption.READ)) {
            reader.read(tail, Math.max(0, size - separator.length));
        }
        return !ByteBuffer.wrap(separator).equals(tail.flip());
    }

    private void put(FileChannel file, Payload message) throws IOException {
        if (message.size() <= buffer.capacity()) {
            put(file, message.toBytes());
            return;
        }
        flush(file);
        try (var in = message.open()) {
            in.transferTo(Channels.newOutputStream(file));
        }
    }

    private void put(FileChannel file, byte[] bytes) throws IOException {
        if (bytes.length > buffer.remaining()) {
            flush(file);
        }
        if (bytes.length > buffer.capacity()) {
            writeAll(file, ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    private void flush(FileChannel file) throws IOException {
        buffer.flip();
        writeAll(file, buffer);
        buffer.clear();
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private void cutBack(FileChannel file, long before) throws IOException {
        buffer.clear();
        try {
            if (file.size() != before) {
                file.truncate(before);
            }
        } catch (IOException e) {
            throw unsure("a part of a message may stand at the end of the file", e);
        }
    }

    /** A sync that failed says nothing about what is on disk, and is never tried again. */
    private void force(FileChannel file) throws IOException {
        try {
            file.force(true);
        } catch (IOException e) {
            close();
            throw unsure("the disk did not say that it has the message", e);
        }
    }

    private static UnsureException unsure(String words, IOException e) {
        return new UnsureException(words + ": " + Words.of(e));
    }
}

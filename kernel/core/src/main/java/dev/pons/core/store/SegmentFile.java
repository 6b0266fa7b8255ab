package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A segment that is read by many threads. An interrupt of one of them closes the channel below, as
 * the JDK has it; the others, and that one too, read on through a new channel.
 */
final class SegmentFile implements Closeable {

    private final Path path;
    private @Nullable FileChannel channel;

    SegmentFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Folder of the side files that its entries name: {@code large/} beside its own folder. */
    static Path large(Path path) {
        return path.toAbsolutePath().resolveSibling("../large").normalize();
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** Fills the rest of the buffer; the file must have that much. */
    void read(ByteBuffer into, long at) throws IOException {
        var start = into.position();
        var interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    fill(open(), into.position(start), at);
                    return;
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void fill(FileChannel from, ByteBuffer into, long at) throws IOException {
        var place = at;
        while (into.hasRemaining()) {
            var count = from.read(into, place);
            if (count < 0) {
                throw Frames.damaged(path, place);
            }
            place += count;
        }
    }

    private synchronized FileChannel open() throws IOException {
        var now = channel;
        if (now == null || !now.isOpen()) {
            now = FileChannel.open(path, StandardOpenOption.READ);
            channel = now;
        }
        return now;
    }

    /** Frees the file; a later read opens it again. */
    @Override
    public synchronized void close() throws IOException {
        var now = channel;
        channel = null;
        if (now != null) {
            now.close();
        }
    }
}

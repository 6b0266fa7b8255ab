package dev.pons.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One engine for one folder. */
record FolderLock(Path folder, FileChannel channel) implements Closeable {

    /** Locks, or says who has it. */
    static FolderLock of(Path folder) throws IOException {
        var file = folder.resolve("lock");
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                channel.truncate(0);
                var process = Long.toString(ProcessHandle.current().pid());
                channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)), 0);
                return new FolderLock(folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, "this process");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw taken(folder, "process " + Files.readString(file).strip());
    }

    private static IOException taken(Path folder, String by) {
        return new IOException(
                "The data folder "
                        + folder
                        + " is in use by "
                        + by
                        + ": stop that engine, or give this one a folder of its own (PONS_BASE)");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package dev.pons.plugin.file.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Brings many new files onto the disk at once. A file system commits them together, which {@code
 * syncfs(2)} asks for; Java has no name for that call, so it goes through {@code sync -f} of GNU
 * coreutils. Where there is none, or for few files, each file is synced by itself.
 */
final class Flush {

    /** Up to so many files are cheaper one by one than by a process. */
    private static final int FEW = 8;

    private static final long PATIENCE_SECONDS = 60;

    private Flush() {}

    /** All of these files, in one folder, survive a power cut when this returns. */
    static void all(Path folder, List<Path> files) throws IOException {
        if (files.size() <= FEW || !together(folder)) {
            for (var file : files) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /** False: that cannot be done here, or did not succeed; nothing is promised then. */
    private static boolean together(Path folder) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            var sync =
                    new ProcessBuilder("sync", "-f", folder.toAbsolutePath().toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                return sync.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && sync.exitValue() == 0;
            } finally {
                sync.destroyForcibly();
            }
        } catch (IOException e) {
            return false; // no such command: the files are synced one by one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

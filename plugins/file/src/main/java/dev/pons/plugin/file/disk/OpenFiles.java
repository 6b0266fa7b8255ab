package dev.pons.plugin.file.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that are open for appending. All who append to one path share one {@link OpenFile}:
 * cutting back what one could not finish must not cut off what another wrote.
 */
public final class OpenFiles {

    private final Map<Path, OpenFile> files = new HashMap<>();

    /** Borrows it; give it back with {@link #release}. */
    synchronized OpenFile borrow(Path path) {
        var file = files.computeIfAbsent(path, OpenFile::new);
        file.users++;
        return file;
    }

    /** Closes it when the last one gives it back. */
    void release(OpenFile file) throws IOException {
        synchronized (this) {
            if (--file.users > 0) {
                return;
            }
            files.remove(file.path());
        }
        file.close();
    }
}

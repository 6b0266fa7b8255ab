package dev.pons.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a message, on the machine of the engine. */
final class MessageFile {

    private MessageFile() {}

    /** Its bytes. */
    static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UsageException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }
}

package dev.pons.plugin.file;

import dev.pons.spi.NotSentException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder that a destination writes into. */
record Outbox(Path folder, boolean create) {

    private static final int LONGEST_NAME = 255;

    /** There is a folder now. {@code NotSentException} with the remedy if not. */
    void prepare() throws NotSentException {
        try {
            if (create) {
                Files.createDirectories(folder);
            } else if (!Files.exists(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
        } catch (IOException e) {
            throw Words.notSent(folder, e);
        }
    }

    /**
     * The file of this name. Empty: it is no name for a file. The template escapes what would leave
     * the folder; here it is checked once more.
     */
    Optional<Path> file(String name) {
        if (name.isBlank()
                || name.contains("/")
                || name.contains("\\")
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return Optional.empty();
        }
        try {
            var file = folder.resolve(name);
            var inside =
                    folder.equals(file.normalize().getParent()) && file.equals(file.normalize());
            return inside ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** New and renamed files in the folder survive a power cut from now on. */
    void sync() throws IOException {
        try (var itself = FileChannel.open(folder, StandardOpenOption.READ)) {
            itself.force(true);
        }
    }
}

package dev.pons.plugin.serial;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file for its owner's eyes only, where the system knows that: what crosses a line is content of
 * patients.
 */
final class OwnFile {

    private static final String OWNER = "rw-------";

    private OwnFile() {}

    /** A new one. {@code IOException}: in words, it is there already or cannot be written. */
    static Writer fresh(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already; name another file", e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return append(file);
    }

    /** A new one, or behind what an old one has, which is its owner's only from now on. */
    static Writer append(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                create(file);
            } else if (isPosix(file)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER));
            }
            return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void create(Path file) throws IOException {
        if (isPosix(file)) {
            var owner = PosixFilePermissions.fromString(OWNER);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static IOException unwritable(Path file, IOException cause) {
        return new IOException(
                file + " cannot be written; may the engine's user write in its folder?", cause);
    }
}

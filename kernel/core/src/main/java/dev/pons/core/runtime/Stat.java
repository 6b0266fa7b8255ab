package dev.pons.core.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A file from outside: if nothing of it changed, its content is taken for the same.
 *
 * @param size in bytes; -1: there is no such file
 * @param modified in milliseconds since 1970
 * @param file what the file system calls it (inode), or empty
 */
record Stat(long size, long modified, String file) {

    /** There is no such file. */
    static final Stat ABSENT = new Stat(-1, 0, "");

    /** A file as it is now, links followed; {@link #ABSENT} also for what is not a plain file. */
    static Stat of(Path path) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return ABSENT;
            }
            var key = attributes.fileKey();
            return new Stat(
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis(),
                    key == null ? "" : key.toString());
        } catch (NoSuchFileException gone) {
            return ABSENT;
        }
    }

    /**
     * The plain files of a folder whose names are wanted, by name. {@code IOException}: the folder
     * cannot be read, which says nothing about its files.
     */
    static Map<String, Stat> list(Path folder, Predicate<String> wanted) throws IOException {
        var found = new TreeMap<String, Stat>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (var path : all) {
                var name = String.valueOf(path.getFileName());
                if (!wanted.test(name)) {
                    continue;
                }
                var stat = of(path);
                if (!stat.equals(ABSENT)) {
                    found.put(name, stat);
                }
            }
        }
        return found;
    }
}

package dev.pons.plugin.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A folder where files are put aside; nothing in it is ever overwritten. */
record Shelf(Path folder) {

    /** Makes the folder, before a file is taken that could not be put there. */
    void prepare() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "the folder %s cannot be created (%s): create it, and let the user %s write there"
                            .formatted(folder, Words.of(e), System.getProperty("user.name")));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(
                    "the folder %s is not writable: let the user %s write there"
                            .formatted(folder, System.getProperty("user.name")));
        }
    }

    /** Moves it here, under its name or one with a number; the new path. */
    Path put(Path file) throws IOException {
        var name = file.getFileName().toString();
        for (var number = 1; ; number++) {
            var target = folder.resolve(numbered(name, number));
            try {
                return Files.move(file, target);
            } catch (FileAlreadyExistsException e) {
                if (number == Integer.MAX_VALUE) {
                    throw e;
                }
            }
        }
    }

    /** The same, with the reason beside it. */
    void put(Path file, List<String> why) throws IOException {
        var there = put(file);
        Files.write(
                there.resolveSibling(there.getFileName() + ".why"),
                why,
                StandardOpenOption.CREATE_NEW);
    }

    /** {@code a.hl7}, {@code a-2.hl7}, {@code a-3.hl7}. */
    static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        return dot <= 0
                ? name + "-" + number
                : name.substring(0, dot) + "-" + number + name.substring(dot);
    }
}

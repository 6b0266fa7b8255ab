package dev.pons.plugin.file;

import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.Store;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The folder that a source looks into. */
record Inbox(Store store, String folder, PathMatcher glob, FileSource.Order order) {

    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".filepart");

    /**
     * The files that can be taken, in order. Hidden ones and those whose name says that they are
     * still being written are no files to us.
     */
    List<Found> look() throws IOException {
        var order =
                order() == FileSource.Order.TIME
                        ? Comparator.comparing(Found::time).thenComparing(Found::name)
                        : Comparator.comparing(Found::name);
        return store.list(folder, this::wanted).stream().sorted(order).toList();
    }

    private boolean wanted(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && UNFINISHED.stream().noneMatch(lower::endsWith)
                && matches(name);
    }

    private boolean matches(String name) {
        try {
            return glob.matches(Path.of(name));
        } catch (InvalidPathException e) {
            return false; // no name that a file of this machine could have
        }
    }
}

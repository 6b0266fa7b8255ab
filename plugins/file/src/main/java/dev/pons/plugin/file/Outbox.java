package dev.pons.plugin.file;

import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.NotSentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The folder that a destination writes into. */
record Outbox(Store store, String folder, boolean create) {

    static final String NO_NAME =
            "the option name gives no name for a file (empty, too long, or with a path)";

    private static final int LONGEST_NAME = 255;

    /** There is a folder now. {@code NotSentException} with the remedy if not. */
    void prepare() throws NotSentException {
        try {
            store.open();
            store.folder(folder, create);
        } catch (IOException e) {
            throw notSent(e);
        }
    }

    /**
     * A name of a file in it. Empty: it is none. The template escapes what would leave the folder;
     * here it is checked once more.
     */
    Optional<String> name(String name) {
        return name.isBlank()
                        || name.equals(".")
                        || name.equals("..")
                        || name.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')
                        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
                ? Optional.empty()
                : Optional.of(name);
    }

    /** The path of a file in it. */
    String path(String name) {
        return store.in(folder, name);
    }

    /** Nothing was written, in words. */
    NotSentException notSent(IOException e) {
        return Words.notSent(store, folder, e);
    }

    /** As people know it. */
    String shown() {
        return store.shown(folder);
    }
}

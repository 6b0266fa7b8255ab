package dev.pons.plugin.file;

import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.StoreException;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A folder where files are put aside; no file in it is ever overwritten. */
record Shelf(Store store, String folder) {

    /** Makes the folder, before a file is taken that could not be put there. */
    void prepare() throws IOException {
        try {
            store.folder(folder, true);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "the folder %s cannot be created (%s): create it, and let %s write there"
                            .formatted(store.shown(folder), Words.of(e), store.user()));
        }
        if (!store.writable(folder)) {
            throw new StoreException(
                    "the folder %s is not writable: let %s write there"
                            .formatted(store.shown(folder), store.user()));
        }
    }

    /** Moves it here, under its name or one with a number; the new name. */
    String put(Found file) throws IOException {
        for (var number = 1; number < Integer.MAX_VALUE; number++) {
            var name = numbered(file.name(), number);
            if (store.move(file.path(), store.in(folder, name))) {
                return name;
            }
        }
        throw new StoreException("no name is left in the folder " + store.shown(folder));
    }

    /** The same, with the reason beside it. */
    void put(Found file, List<String> why) throws IOException {
        var lines = String.join("\n", why) + "\n";
        var there = put(file);
        store.write(
                store.in(folder, there + ".why"),
                Payload.of(lines.getBytes(StandardCharsets.UTF_8)));
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

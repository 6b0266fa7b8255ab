package dev.pons.plugin.file.store;

import java.time.Instant;

/**
 * A file as it was seen in a folder.
 *
 * @param path as its store takes it
 * @param size in bytes
 * @param time of its last change, by the clock of the store
 * @param leaves it is a link to something outside of the folder
 */
public record Found(String path, String name, long size, Instant time, boolean leaves) {

    /** The name may be content. */
    @Override
    public String toString() {
        return "Found[" + size + " bytes]";
    }
}

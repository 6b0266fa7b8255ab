package dev.pons.plugin.file;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file as it was seen in a folder.
 *
 * @param leaves it is a link to something outside of the folder
 */
record Found(Path path, long size, FileTime time, boolean leaves) {

    String name() {
        return path.getFileName().toString();
    }

    /** The name may be content. */
    @Override
    public String toString() {
        return "Found[" + size + " bytes]";
    }
}

package dev.pons.core.store;

import java.io.IOException;

/** After this nothing on the disk can be trusted: an fsync, or the way back, failed. */
final class BrokenDisk extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenDisk(String message, IOException cause) {
        super(message, cause);
    }
}

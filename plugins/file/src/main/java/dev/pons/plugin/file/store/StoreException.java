package dev.pons.plugin.file.store;

import java.io.IOException;

/** Something failed, in our own words with the remedy: no name of a file, no text of a peer. */
public class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With words for operators. */
    public StoreException(String words) {
        super(words);
    }
}

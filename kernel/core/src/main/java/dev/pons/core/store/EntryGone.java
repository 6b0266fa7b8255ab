package dev.pons.core.store;

import java.io.IOException;

/** The journal has no such entry: there never was, or retention deleted it. */
public final class EntryGone extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says which. */
    public EntryGone(long id) {
        super(
                "There is no entry "
                        + Ids.text(id)
                        + ": there never was, or the channel's retention deleted it");
    }
}

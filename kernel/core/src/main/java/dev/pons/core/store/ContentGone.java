package dev.pons.core.store;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;

/** The bytes of a message were deleted by retention; the rest of it is still known. */
public final class ContentGone extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says when. */
    ContentGone(long at) {
        super(
                "content was deleted by retention on "
                        + Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).toLocalDate()
                        + " (UTC), as the channel's file asks; what else is known of the message is"
                        + " still there");
    }
}

package dev.pons.core.store.index;

import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.Ids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A row of the index as it was read, shown.
 *
 * @param story as {@link HistoryCodec} writes it
 */
record Stored(
        long id,
        String channel,
        String type,
        long at,
        MessageState state,
        String control,
        String patient,
        String reason,
        byte[] story) {

    /** Names under which ids are looked up; no channel file can give these. */
    static final String CONTROL = "\0control";

    static final String PATIENT = "\0patient";

    static String text(IndexGuard guard, byte[] column) {
        return new String(guard.show(column), StandardCharsets.UTF_8);
    }

    MessageRow row() throws IOException {
        return new MessageRow(
                Ids.text(id),
                channel,
                Instant.ofEpochMilli(at),
                type,
                control,
                patient,
                state,
                HistoryCodec.size(story),
                reason);
    }

    HistoryCodec.Story read() throws IOException {
        return HistoryCodec.read(id, at, story);
    }
}

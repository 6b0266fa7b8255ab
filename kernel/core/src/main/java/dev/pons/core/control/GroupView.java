package dev.pons.core.control;

import java.time.Instant;

/**
 * Messages of which one will be made.
 *
 * @param id the id of the first of them
 * @param channel its name
 * @param step name of the step that collects them
 * @param key of the group; CONTENT; may be empty
 * @param messages so many now
 * @param bytes of them
 * @param since when the first one was collected
 * @param until what closes the group, as the channel's file has it; empty: the file has no such
 *     step any more
 * @param trouble why it is not closed though it should be, and what to do; empty: it should not
 */
public record GroupView(
        String id,
        String channel,
        String step,
        String key,
        int messages,
        long bytes,
        Instant since,
        String until,
        String trouble) {}

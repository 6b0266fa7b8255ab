package dev.pons.core.control;

import java.time.Instant;

/**
 * One line of a list; no content but the ids that a message is found by.
 *
 * @param id the engine's
 * @param channel its name
 * @param at when accepted or refused
 * @param type {@code ADT^A01}; may be empty
 * @param control the sender's id; may be empty
 * @param patient may be empty
 * @param state of the whole
 * @param size bytes as it came
 * @param reason of the state, in our words; may be empty
 */
public record MessageRow(
        String id,
        String channel,
        Instant at,
        String type,
        String control,
        String patient,
        MessageState state,
        long size,
        String reason) {}

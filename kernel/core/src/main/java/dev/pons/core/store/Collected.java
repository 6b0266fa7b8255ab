package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a message left to a group of which one message will be made.
 *
 * @param group id of the group: that of its first message
 * @param name of the step that collects
 * @param key of the group among those of the step; content
 * @param closes the group is whole with it
 * @param format its format's name
 * @param size of what it left, bytes
 * @param meta its facts after the steps; null: as it came
 * @param body null: as it came
 */
public record Collected(
        long group,
        String name,
        String key,
        boolean closes,
        String format,
        long size,
        @Nullable Map<String, String> meta,
        @Nullable Content body) {

    @Override
    public String toString() {
        return "Collected[" + Ids.text(group) + ", " + name + "]";
    }
}

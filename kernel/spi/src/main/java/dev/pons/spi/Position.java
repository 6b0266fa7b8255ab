package dev.pons.spi;

import java.util.Map;
import java.util.Optional;

/**
 * How far a source has read: one cursor, or one per partition. Its texts are the source's own; the
 * kernel only keeps them.
 */
public final class Position {

    private final Map<String, String> cursors;

    private Position(Map<String, String> cursors) {
        this.cursors = Map.copyOf(cursors);
    }

    /** Nothing read yet. */
    public static Position none() {
        return new Position(Map.of());
    }

    /** One cursor. */
    public static Position at(String cursor) {
        return new Position(Map.of("", cursor));
    }

    /** A cursor per partition. When stored, partitions that are not named keep theirs. */
    public static Position of(Map<String, String> cursors) {
        return new Position(cursors);
    }

    /** The one cursor. */
    public Optional<String> cursor() {
        return cursor("");
    }

    /** The cursor of a partition. */
    public Optional<String> cursor(String partition) {
        return Optional.ofNullable(cursors.get(partition));
    }

    /** All cursors by partition; the one cursor has the empty name. */
    public Map<String, String> cursors() {
        return cursors;
    }
}

package dev.pons.core.store;

import java.nio.file.Path;

/**
 * How full the disk below the store is.
 *
 * @param low nothing new is taken in until there is room; what was accepted goes on
 * @param free bytes that the engine's user may still write
 * @param needed bytes that must be free so that something new is taken
 * @param folder that is looked at
 */
public record Space(boolean low, long free, long needed, Path folder) {

    private static final long MEGA = 1L << 20;

    /** For an operator: what is the case and what to do; empty when there is room. */
    public String words() {
        return low
                ? "disk low: "
                        + free / MEGA
                        + " MB free under "
                        + folder
                        + ", at least "
                        + Math.max(1, needed / MEGA)
                        + " MB are needed; nothing new is taken in, what was accepted goes on: make"
                        + " room on that disk"
                : "";
    }
}

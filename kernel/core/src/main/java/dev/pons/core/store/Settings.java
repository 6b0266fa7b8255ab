package dev.pons.core.store;

/**
 * Sizes of the embedded store, in bytes.
 *
 * @param segmentBytes of a journal file before the next one begins
 * @param waitingBytes that may wait for the disk; {@link Store#append} blocks at more
 * @param cacheBytes of entries kept in memory after they were appended, so that a delivery that
 *     follows at once reads no file
 */
public record Settings(long segmentBytes, long waitingBytes, long cacheBytes) {

    private static final long MEGA = 1L << 20;

    /** What an engine uses; {@code -Dpons.segment.megabytes=1} fills segments soon, for a test. */
    public static final Settings DEFAULTS =
            new Settings(Long.getLong("pons.segment.megabytes", 64) * MEGA, 64 * MEGA, 32 * MEGA);

    /** Checks. */
    public Settings {
        if (segmentBytes < 4096 || segmentBytes > 1024 * MEGA) {
            throw new IllegalArgumentException("segmentBytes must be between 4 KB and 1 GB");
        }
        if (waitingBytes < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("waitingBytes and cacheBytes must not be negative");
        }
    }
}

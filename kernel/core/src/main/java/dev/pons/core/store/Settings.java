package dev.pons.core.store;

/**
 * Sizes of the embedded store, in bytes.
 *
 * @param segmentBytes of a journal file before the next one begins
 * @param waitingBytes that may wait for the disk; {@link Store#append} blocks at more
 * @param cacheBytes of entries kept in memory after they were appended, so that a delivery that
 *     follows at once reads no file
 * @param largeBytes of a content above which it goes to a side file
 * @param spoolBytes that all connections together hold in memory while they read; what is more goes
 *     to disk
 */
public record Settings(
        long segmentBytes, long waitingBytes, long cacheBytes, long largeBytes, long spoolBytes) {

    private static final long MEGA = 1L << 20;

    /** What an engine uses; {@code -Dpons.segment.megabytes=1} fills segments soon, for a test. */
    public static final Settings DEFAULTS =
            new Settings(Long.getLong("pons.segment.megabytes", 64) * MEGA, 64 * MEGA, 32 * MEGA);

    /** With the usual limits for large contents. */
    public Settings(long segmentBytes, long waitingBytes, long cacheBytes) {
        this(segmentBytes, waitingBytes, cacheBytes, MEGA, 64 * MEGA);
    }

    /** Checks. */
    public Settings {
        if (segmentBytes < 4096 || segmentBytes > 1024 * MEGA) {
            throw new IllegalArgumentException("segmentBytes must be between 4 KB and 1 GB");
        }
        if (waitingBytes < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("waitingBytes and cacheBytes must not be negative");
        }
        if (largeBytes < 1 || largeBytes > 64 * MEGA || spoolBytes < 0) {
            throw new IllegalArgumentException("largeBytes must be between 1 B and 64 MB");
        }
    }
}

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
 * @param reserve of the disk, kept for what was accepted
 */
public record Settings(
        long segmentBytes,
        long waitingBytes,
        long cacheBytes,
        long largeBytes,
        long spoolBytes,
        Reserve reserve) {

    private static final long MEGA = 1L << 20;

    /**
     * What an engine uses; {@code -Dpons.segment.megabytes=1} fills segments soon, for a test.
     * {@code -Dpons.reserve.megabytes} and {@code -Dpons.reserve.percent} are an operator's.
     */
    public static final Settings DEFAULTS =
            new Settings(
                    Long.getLong("pons.segment.megabytes", 64) * MEGA,
                    64 * MEGA,
                    MEGA,
                    MEGA,
                    64 * MEGA,
                    new Reserve(
                            Long.getLong("pons.reserve.megabytes", 512) * MEGA,
                            Integer.getInteger("pons.reserve.percent", 5)));

    /**
     * What stays free: so many bytes, or so much of the disk if that is less.
     *
     * @param bytes of any disk
     * @param percent of a small one
     */
    public record Reserve(long bytes, int percent) {

        /** Nothing is kept free. */
        public static final Reserve NONE = new Reserve(0, 0);

        long of(long total) {
            return Math.min(bytes, total / 100 * percent);
        }
    }

    /** With the usual limits for large contents. */
    public Settings(long segmentBytes, long waitingBytes, long cacheBytes) {
        this(segmentBytes, waitingBytes, cacheBytes, MEGA, 64 * MEGA, Reserve.NONE);
    }

    /** Checks. */
    public Settings {
        if (segmentBytes < 4096 || segmentBytes > 1024 * MEGA) {
            throw new IllegalArgumentException("segmentBytes must be between 4 KB and 1 GB");
        }
        if (waitingBytes < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("waitingBytes and cacheBytes must not be negative");
        }
        if (reserve.bytes() < 0 || reserve.percent() < 0 || reserve.percent() > 90) {
            throw new IllegalArgumentException("the reserve must be between 0 and 90 percent");
        }
        if (largeBytes < 1 || largeBytes > 64 * MEGA || spoolBytes < 0) {
            throw new IllegalArgumentException("largeBytes must be between 1 B and 64 MB");
        }
    }
}

package dev.pons.core.store;

/**
 * A retention class: what stands in one file together, since it goes together.
 *
 * @param retention of its channels when it was written
 * @param wrong messages that went wrong, which may be kept longer
 * @param channel its only channel, when that has a limit of bytes; empty: several; {@code *}: the
 *     engine
 */
record Kept(Retention retention, boolean wrong, String channel) {

    /** What the engine itself needs for ever: versions of channels, orders of operators. */
    static final Kept ENGINE = new Kept(Retention.FOREVER, false, "*");

    static Kept of(Retention retention, boolean wrong, String channel) {
        var apart = retention.bytes() != Retention.EVER;
        var differs =
                retention.errors() != retention.content()
                        || retention.errors() > retention.metadata();
        return new Kept(retention, wrong && differs, apart ? channel : "");
    }
}

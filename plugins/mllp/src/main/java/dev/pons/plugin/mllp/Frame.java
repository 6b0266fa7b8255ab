package dev.pons.plugin.mllp;

import dev.pons.spi.Payload;

import java.time.Duration;

/**
 * What was read between a start block and its end.
 *
 * @param end how it ended
 * @param content the whole content if complete, else its first bytes
 * @param length bytes of content that came
 * @param repaired what was wrong in the framing, own words; empty: nothing
 * @param broken first bytes of a message before it that was never ended; empty: none
 * @param letGo frees what the content takes outside of memory
 */
record Frame(End end, Payload content, long length, String repaired, byte[] broken, Runnable letGo)
        implements AutoCloseable {

    /** How a frame ended. */
    enum End {
        /** With an end block. */
        COMPLETE,
        /** With an end block, over the longest length allowed. */
        TOO_LONG,
        /** Not within eight times the longest length; the rest was not read. */
        ENDLESS,
        /** The peer left in the middle. */
        LEFT,
        /** The peer fell silent in the middle. */
        SILENT
    }

    /** The content is not needed any more. */
    @Override
    public void close() {
        letGo.run();
    }

    /** A time limit in words: {@code 30s}, {@code 200ms}. */
    static String words(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
    }

    /** How, and lengths; never content. */
    @Override
    public String toString() {
        return "Frame[" + end + ", " + length + " bytes]";
    }
}

package dev.pons.framing;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;

import java.time.Duration;

/**
 * What was cut out of a stream.
 *
 * @param end how it ended
 * @param content the whole content if complete, else its first bytes
 * @param length bytes of content that came
 * @param repaired what was wrong before it, own words; empty: nothing
 * @param letGo frees what the content takes outside of memory
 */
public record Frame(End end, Payload content, long length, String repaired, Runnable letGo)
        implements AutoCloseable {

    /** How a frame ended. */
    public enum End {
        /** As it should. */
        COMPLETE(false),
        /** As it should, over the longest length allowed. */
        TOO_LONG(false),
        /** Another one began in the middle of it. */
        CUT(false),
        /** Not within eight times the longest length; the rest was not read. */
        ENDLESS(true),
        /** Its length is no number, or far beyond what is allowed. */
        CORRUPT(true),
        /** No frame: bytes where one should begin. */
        JUNK(true),
        /** The peer left in the middle. */
        LEFT(true),
        /** The peer fell silent in the middle. */
        SILENT(true);

        private final boolean last;

        End(boolean last) {
            this.last = last;
        }

        /** Where the next frame begins is not known any more. */
        public boolean isLast() {
            return last;
        }
    }

    /**
     * Why a frame that is not complete is refused.
     *
     * @param longest length allowed
     * @param timeout longest silence allowed
     */
    public Problem problem(int longest, Duration timeout) {
        return switch (end) {
            case TOO_LONG -> tooLong("has " + length + " bytes", longest);
            case ENDLESS -> tooLong("has no end after " + length + " bytes", longest);
            case CUT -> malformed("a new message began inside a message");
            case CORRUPT ->
                    Problem.of(
                            "malformed",
                            "the length in front of a message is no number, or far more than"
                                    + " max-size allows");
            case JUNK -> Problem.of("malformed", "bytes stand where a message should begin");
            case LEFT -> malformed("connection ended inside a message");
            case SILENT -> malformed("no byte for " + words(timeout) + " inside a message");
            case COMPLETE -> throw new IllegalStateException("nothing is wrong with it");
        };
    }

    private static Problem tooLong(String what, int longest) {
        return Problem.of("too-long", "the message " + what + "; max-size allows " + longest);
    }

    private Problem malformed(String what) {
        return Problem.of("malformed", what + " after " + length + " bytes");
    }

    /** A time limit in words: {@code 30s}, {@code 200ms}. */
    public static String words(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
    }

    /** The content is not needed any more. */
    @Override
    public void close() {
        letGo.run();
    }

    /** How, and lengths; never content. */
    @Override
    public String toString() {
        return "Frame[" + end + ", " + length + " bytes]";
    }
}

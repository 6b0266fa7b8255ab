package dev.pons.framing;

import dev.pons.spi.Spool;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Range;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How messages are told apart in a stream of bytes: exactly one way, as options of a connector.
 * Bytes are written as {@link Notation} says.
 */
@Doc("How messages are told apart in a stream of bytes; exactly one way")
public record Framing(
        @Doc("Bytes in front of each message, such as \"\\x02\"; with end") Optional<String> start,
        @Doc("Bytes behind each message, such as \"\\x03\\r\"; with start") Optional<String> end,
        @Doc("Bytes behind each message, with nothing in front of it: \"\\r\\n\"")
                Optional<String> delimiter,
        @Doc("A length in front of each message") Optional<Length> length,
        @Doc("Each message has so many bytes; 0: not so")
                @Default("0")
                @Range(min = 0, max = 1073741824)
                int fixed,
        @Doc("A message is all until the sender closes the connection") @Default("no")
                boolean untilClose,
        @Doc("A message ends with so long a silence, as on a serial line; 0s: not so")
                @Default("0s")
                Duration silence,
        @Doc("Bytes in front of start are skipped and counted, or end the connection")
                @Default("skip")
                Junk junk) {

    /** What becomes of bytes between messages. */
    public enum Junk {
        /** They are skipped, and counted in {@code repaired} of the next message. */
        SKIP,
        /** They are recorded as refused, and the connection is closed. */
        CLOSE
    }

    /** A length in front of a message. */
    public record Length(
            @Doc("How many bytes the length itself has") @Range(min = 1, max = 10) int bytes,
            @Doc("How it is written: a binary number, or decimal digits") @Default("big-endian")
                    As as,
            @Doc("What it counts: what follows it, or all from the first byte on") @Default("body")
                    Includes includes,
            @Doc(
                            "How many bytes stand in front of it; if any do, they and the length are part of"
                                    + " the message")
                    @Default("0")
                    @Range(min = 0, max = 1024)
                    int at) {

        /** How a number is written. */
        public enum As {
            BIG_ENDIAN,
            LITTLE_ENDIAN,
            DECIMAL
        }

        /** What a length counts. */
        public enum Includes {
            /** What follows it. */
            BODY,
            /** All: what stands in front of it, itself, and what follows it. */
            HEADER
        }

        /** Checks what the bounds of single options do not say. */
        public Length {
            if (as != As.DECIMAL && bytes > 8) {
                throw new IllegalArgumentException(
                        "option \"bytes\" is at most 8 for a binary length");
            }
        }
    }

    /** Checks that exactly one way is named. */
    public Framing {
        var ways = new ArrayList<String>();
        if (start.isPresent() || end.isPresent()) {
            ways.add("start");
        }
        delimiter.ifPresent(d -> ways.add("delimiter"));
        length.ifPresent(l -> ways.add("length"));
        if (fixed > 0) {
            ways.add("fixed");
        }
        if (untilClose) {
            ways.add("until-close");
        }
        if (!silence.isZero()) {
            ways.add("silence");
        }
        check(ways, start.isPresent() != end.isPresent(), junk);
        if (start.isPresent() && end.isPresent()) {
            checkMarks(Notation.bytes("start", start.get()), Notation.bytes("end", end.get()));
        }
        delimiter.ifPresent(text -> Notation.bytes("delimiter", text));
    }

    private static void check(List<String> ways, boolean half, Junk junk) {
        if (ways.size() != 1) {
            throw new IllegalArgumentException(
                    "write exactly one of start with end, delimiter, length, fixed, until-close,"
                            + " silence"
                            + (ways.isEmpty() ? "" : "; here are " + String.join(", ", ways)));
        }
        if (half) {
            throw new IllegalArgumentException(
                    "start and end go together; bytes behind a message alone are a delimiter");
        }
        if (junk == Junk.CLOSE && !ways.contains("start")) {
            throw new IllegalArgumentException(
                    "junk is for start with end; otherwise nothing stands between messages");
        }
    }

    /** A start is looked for inside a message too, so none may stand in an end before its last. */
    private static void checkMarks(byte[] start, byte[] end) {
        for (int to = start.length; to < end.length; to++) {
            if (Arrays.equals(start, Arrays.copyOfRange(end, to - start.length, to))) {
                throw new IllegalArgumentException(
                        "start stands inside of end, so that no message would end; choose others");
            }
        }
    }

    /** Cuts what comes. */
    public Decoder decoder(int longest, @Nullable Spool spool) {
        return new Decoder(rule().cutter(longest), longest, spool);
    }

    /** Frames what goes. */
    public Encoder encoder() {
        return new Encoder(rule());
    }

    private Rule rule() {
        if (start.isPresent() && end.isPresent()) {
            return new Rule.Marked(
                    Notation.bytes("start", start.get()),
                    Notation.bytes("end", end.get()),
                    junk == Junk.CLOSE);
        }
        if (delimiter.isPresent()) {
            return new Rule.Marked(null, Notation.bytes("delimiter", delimiter.get()), false);
        }
        if (length.isPresent()) {
            return new Rule.Counted(length.get());
        }
        return fixed > 0 ? new Rule.Fixed(fixed) : new Rule.Open(untilClose);
    }
}

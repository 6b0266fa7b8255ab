package dev.pons.framing;

import static dev.pons.framing.Ways.bytes;
import static dev.pons.framing.Ways.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.framing.Framing.Length.As;
import dev.pons.framing.Framing.Length.Includes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The shared set of streams: whole, merged and corrupt, each cut into all two pieces, into single
 * bytes, and into random pieces; what comes out is always the same.
 */
class StreamsTest {

    private static final int LONGEST = 20;
    private static final int RANDOM = Integer.getInteger("proof.runs", 200);

    record Stream(String name, Framing framing, String bytes, String... expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Framing STX = Ways.marked("\\x02", "\\x03");
    private static final Framing STX_CR = Ways.marked("\u0002", "\u0003\r");
    private static final Framing LF = Ways.delimiter("\\n");
    private static final Framing CRLF = Ways.delimiter("\\r\\n");
    private static final Framing BIG4 = Ways.length(4, As.BIG_ENDIAN, Includes.BODY, 0);
    private static final Framing LITTLE2 = Ways.length(2, As.LITTLE_ENDIAN, Includes.HEADER, 0);
    private static final Framing DIGITS = Ways.length(4, As.DECIMAL, Includes.BODY, 0);
    private static final Framing TYPED = Ways.length(2, As.BIG_ENDIAN, Includes.HEADER, 3);
    private static final String X21 = "x".repeat(21);
    private static final String X20 = "x".repeat(20);

    static List<Stream> streams() {
        var all = new ArrayList<Stream>();
        all.addAll(marked());
        all.addAll(delimited());
        all.addAll(counted());
        all.addAll(open());
        return all;
    }

    private static List<Stream> marked() {
        return List.of(
                new Stream("one", STX, "\2a\3", "a"),
                new Stream("merged", STX, "\2a\3\2bc\3", "a", "bc"),
                new Stream("end of two bytes", STX_CR, "\2a\3\r\2b\3\r", "a", "b"),
                new Stream("half an end is content", STX_CR, "\2a\3b\3\3\r", "a\3b\3"),
                new Stream(
                        "junk", STX, "xy\r\n\2a\3", "a (4 bytes in front of the message skipped)"),
                new Stream(
                        "junk refused",
                        Ways.strict("\\x02", "\\x03"),
                        "\2a\3\n\2b\3",
                        "a",
                        "JUNK 1: \n"),
                new Stream("junk alone", STX, "GET / HTTP/1.1", "JUNK 14: "),
                new Stream("end lost", STX, "\2ab\2c\3", "CUT 2: ab", "c"),
                new Stream("start doubled", STX, "\2\2a\3", "a"),
                new Stream(
                        "start of two bytes, inside",
                        Ways.marked("<<", ">>"),
                        "<<a<b<<c>>",
                        "CUT 3: a<b",
                        "c"),
                new Stream("empty", STX, "\2\3\2a\3", "a"),
                new Stream("longest", STX, "\2" + X20 + "\3", X20),
                new Stream("too long", STX, "\2" + X21 + "\3\2a\3", "TOO_LONG 21: " + X20, "a"),
                new Stream("endless", STX, "\2" + "x".repeat(300), "ENDLESS 161: " + X20),
                new Stream("left", STX, "\2a\3\2b", "a", "LEFT 1: b"),
                new Stream("one flag", Ways.marked("~", "~"), "~a~~b~", "a", "b"),
                new Stream(
                        "an end that repeats itself",
                        Ways.marked("(", "aab"),
                        "(aaab(aaaab",
                        "a",
                        "aa"));
    }

    private static List<Stream> delimited() {
        return List.of(
                new Stream("lines", LF, "a\nb\n\nc\n", "a", "b", "c"),
                new Stream("lines of two", CRLF, "a\rb\r\r\nc\n\r\n", "a\rb\r", "c\n"),
                new Stream("last line cut off", LF, "a\nb", "a", "LEFT 1: b"),
                new Stream("half a delimiter", CRLF, "a\r", "LEFT 2: a\r"),
                new Stream("line too long", LF, X21 + "\na\n", "TOO_LONG 21: " + X20, "a"));
    }

    private static List<Stream> counted() {
        return List.of(
                new Stream("binary", BIG4, "\0\0\0\1a\0\0\0\2bc", "a", "bc"),
                new Stream("none", BIG4, "\0\0\0\0\0\0\0\1a", "a"),
                new Stream("little, with itself", LITTLE2, "\3\0a\4\0bc", "a", "bc"),
                new Stream("less than itself", LITTLE2, "\1\0a", "CORRUPT 2: \1\0"),
                new Stream("digits", DIGITS, "0001a0002bc", "a", "bc"),
                new Stream("no digits", DIGITS, "0001aGET /", "a", "CORRUPT 4: GET "),
                new Stream(
                        "inside a header",
                        TYPED,
                        "ABC\0\6a" + "XYZ\0\5" + "DEF\0\7bc",
                        "ABC\0\6a",
                        "XYZ\0\5",
                        "DEF\0\7bc"),
                new Stream("too long", DIGITS, "0021" + X21 + "0001a", "TOO_LONG 21: " + X20, "a"),
                new Stream("far too long", BIG4, "GET / HTTP", "CORRUPT 4: GET "),
                new Stream("left", BIG4, "\0\0\0\5abc", "LEFT 3: abc"),
                new Stream("left in the length", BIG4, "\0\0", "LEFT 0: "));
    }

    private static List<Stream> open() {
        return List.of(
                new Stream("fixed", Ways.fixed(3), "abcdefg", "abc", "def", "LEFT 1: g"),
                new Stream("until close", Ways.untilClose(), "a\nb", "a\nb"),
                new Stream("nothing until close", Ways.untilClose(), ""),
                new Stream(
                        "until close, too long",
                        Ways.untilClose(),
                        "x".repeat(300),
                        "ENDLESS 161: " + X20),
                new Stream(
                        "until close, longer than allowed",
                        Ways.untilClose(),
                        X21,
                        "TOO_LONG 21: " + X20),
                new Stream("longest until close", Ways.untilClose(), X20, X20),
                new Stream("silence", Ways.silence(), "ab", "ab"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatComesOutDoesNotDependOnHowItComesIn(Stream stream) {
        var whole = bytes(stream.bytes());
        assertCut(stream, List.of(whole));
        var single = new ArrayList<byte[]>();
        for (byte one : whole) {
            single.add(new byte[] {one});
        }
        assertCut(stream, single);
        for (int at = 0; at <= whole.length; at++) {
            assertCut(
                    stream,
                    List.of(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at, whole.length)));
        }
        for (int seed = 0; seed < RANDOM; seed++) {
            assertCut(stream, pieces(whole, new Random(seed)));
        }
    }

    private static void assertCut(Stream stream, List<byte[]> pieces) {
        var found = cut(stream.framing(), LONGEST, pieces);
        if (endsSomewhere(stream)) {
            // how far an endless one was read depends on the piece that it was noticed in
            assertThat(found).hasSize(1).first().asString().startsWith("ENDLESS ");
        } else {
            assertThat(found).as("in %d pieces", pieces.size()).containsExactly(stream.expected());
        }
    }

    private static boolean endsSomewhere(Stream stream) {
        return stream.expected().length > 0 && stream.expected()[0].startsWith("ENDLESS");
    }

    static List<byte[]> pieces(byte[] whole, Random random) {
        var pieces = new ArrayList<byte[]>();
        for (int at = 0; at < whole.length; ) {
            int next = Math.min(whole.length, at + 1 + random.nextInt(7));
            pieces.add(Arrays.copyOfRange(whole, at, next));
            at = next;
        }
        return pieces;
    }
}

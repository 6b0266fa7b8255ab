package dev.pons.framing;

import static dev.pons.framing.Ways.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.framing.Framing.Length.As;
import dev.pons.framing.Framing.Length.Includes;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What is sent is found again, or is not sent. */
class EncoderTest {

    private static final int RUNS = Integer.getInteger("proof.runs", 2000);

    static List<Framing> framings() {
        return List.of(
                Ways.marked("a", "b"),
                Ways.marked("ab", "aab"),
                Ways.marked("aa", "ba"),
                Ways.marked("b", "b"),
                Ways.delimiter("aba"),
                Ways.delimiter("ab"),
                Ways.length(1, As.BIG_ENDIAN, Includes.BODY, 0),
                Ways.length(3, As.LITTLE_ENDIAN, Includes.HEADER, 0),
                Ways.length(2, As.DECIMAL, Includes.BODY, 0),
                Ways.length(1, As.DECIMAL, Includes.HEADER, 0),
                Ways.fixed(5));
    }

    /** Seeded contents of few different bytes, so that marks arise everywhere. */
    @ParameterizedTest
    @MethodSource("framings")
    void whatIsSentIsFoundAgainHoweverItIsCut(Framing framing) throws Exception {
        var encoder = framing.encoder();
        int sent = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var stream = new ByteArrayOutputStream();
            var expected = new ArrayList<String>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                var content = content(random);
                var payload = Payload.of(bytes(content));
                if (encoder.misfit(payload).isEmpty()) {
                    encoder.write(stream, payload);
                    expected.add(content);
                }
            }
            var pieces = StreamsTest.pieces(stream.toByteArray(), random);
            assertThat(Ways.cut(framing, 1000, pieces)).as("seed %d", seed).isEqualTo(expected);
            sent += expected.size();
        }
        assertThat(sent).isGreaterThan(RUNS / 20);
    }

    private static String content(Random random) {
        return random.ints(random.nextInt(12), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String misfit(Framing framing, String content) throws Exception {
        return framing.encoder().misfit(Payload.of(bytes(content)));
    }

    @Test
    void whatCannotBeFramedSaysWhy() throws Exception {
        assertThat(misfit(Ways.delimiter("\\n"), "a\nb"))
                .isEqualTo(
                        "it contains the bytes that begin or end a message; remove them in a step");
        assertThat(misfit(Ways.delimiter("\\n"), ""))
                .isEqualTo("it is empty, which no receiver would notice");
        assertThat(misfit(Ways.fixed(3), "ab")).isEqualTo("it has 2 bytes and must have 3");
        assertThat(misfit(Ways.length(1, As.BIG_ENDIAN, Includes.BODY, 0), "x".repeat(256)))
                .isEqualTo("its length does not fit into 1 bytes");
        assertThat(misfit(Ways.length(2, As.BIG_ENDIAN, Includes.BODY, 4), "abc"))
                .isEqualTo("it is shorter than the 6 bytes up to its length");
    }

    @Test
    void aLengthInsideAMessageIsPutRight() throws Exception {
        var framing = Ways.length(2, As.BIG_ENDIAN, Includes.HEADER, 3);
        var framed = framing.encoder().framed(Payload.of(bytes("ABC\0\0body")));
        assertThat(new String(framed, StandardCharsets.ISO_8859_1)).isEqualTo("ABC\0\11body");
    }

    /** Bytes that nearly end a frame, 4 MB of them, in pieces of one and of many. */
    @Test
    @Timeout(20)
    void aStreamOfHalfEndsIsReadInTimeThatGrowsWithItsLength() {
        var half = bytes("a".repeat(4 << 20));
        var decoder = Ways.marked("\\x02", "aaaaaaaaaaaaaaab").decoder(8 << 20, null);
        decoder.feed(new byte[] {2}, 0, 1);
        for (int at = 0; at < half.length; at++) {
            decoder.feed(half, at, 1);
        }
        decoder.feed(half, 0, half.length);
        decoder.feed(bytes("b"), 0, 1);
        assertThat(decoder.frame())
                .satisfies(frame -> assertThat(frame.length()).isEqualTo((8 << 20) - 15));
    }

    @Test
    void aStreamThatBreaksEndsNoMessage() {
        for (var framing : List.of(Ways.untilClose(), Ways.silence(), Ways.fixed(3))) {
            var decoder = framing.decoder(10, null);
            decoder.feed(bytes("ab"), 0, 2);
            assertThat(decoder.broke())
                    .satisfies(frame -> assertThat(frame.end()).isEqualTo(Frame.End.LEFT));
            assertThat(decoder.broke()).isNull();
        }
    }

    @Test
    void aLargeFrameGoesToTheSpoolAndATooLongOneIsLetGo() {
        var open = new AtomicInteger();
        var written = new AtomicInteger();
        Spool spool =
                () -> {
                    open.incrementAndGet();
                    return new Spool.Spooled() {
                        @Override
                        public void write(byte[] bytes, int from, int count) {
                            written.addAndGet(count);
                        }

                        @Override
                        public Payload payload() {
                            return Payload.of(new byte[0]);
                        }

                        @Override
                        public void close() {
                            open.decrementAndGet();
                        }
                    };
                };
        var decoder = Ways.delimiter("\\n").decoder(100_000, spool);
        var first = bytes("x".repeat(50_000));
        var piece = bytes("y".repeat(50_000));
        decoder.feed(first, 0, first.length);
        decoder.feed(piece, 0, piece.length);
        assertThat(written).hasValue(100_000);
        decoder.feed(piece, 0, piece.length);
        assertThat(open).hasValue(0);
        decoder.feed(bytes("\n"), 0, 1);
        assertThat(decoder.frame())
                .satisfies(frame -> assertThat(frame.end()).isEqualTo(Frame.End.TOO_LONG))
                .satisfies(frame -> assertThat(Ways.text(frame)).isEqualTo("x".repeat(50_000)));
    }

    @Test
    void exactlyOneWayIsWritten() {
        assertThatThrownBy(() -> Ways.marked("a", null)).hasMessageContaining("go together");
        assertThatThrownBy(() -> Ways.fixed(0))
                .hasMessage(
                        "write exactly one of start with end, delimiter, length, fixed,"
                                + " until-close, silence");
        assertThatThrownBy(() -> Ways.marked("a", "bac"))
                .hasMessageContaining("start stands inside of end");
        assertThat(Ways.marked("a", "ba").end()).contains("ba");
        assertThatThrownBy(() -> Ways.delimiter("")).hasMessageContaining("needs 1 to 16 bytes");
        assertThatThrownBy(() -> Ways.delimiter("\\q")).hasMessageContaining("backslash");
        assertThatThrownBy(() -> Ways.delimiter("\u20ac")).hasMessageContaining("no byte");
        assertThatThrownBy(() -> Ways.length(9, As.BIG_ENDIAN, Includes.BODY, 0))
                .hasMessageContaining("at most 8");
    }

    @Test
    void bytesAreWrittenAsTextWithEscapes() {
        assertThat(Notation.bytes("x", "\\x02A\\r\\n\\t\\0\\\\\u00ff\\xfF"))
                .containsExactly(2, 'A', '\r', '\n', '\t', 0, '\\', 0xff, 0xff);
    }
}

package dev.pons.plugin.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What real senders put on the wire, and what is made of it. */
class FrameReaderTest {

    /** Comes in pieces, as TCP brings them. */
    private static InputStream pieces(byte[] bytes, int size) {
        return new BufferedInputStream(
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] to, int from, int length) {
                        return super.read(to, from, Math.min(length, size));
                    }

                    @Override
                    public synchronized int available() {
                        return 0;
                    }
                });
    }

    /** {@code <} start, {@code >} end, {@code /} carriage return. */
    private static byte[] wire(String text) {
        return text.replace('<', '\u000B')
                .replace('>', '\u001C')
                .replace('/', '\r')
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Frame> read(String text, int piece) throws IOException {
        var in = pieces(wire(text), piece);
        var reader = new FrameReader(in, 1024, null, () -> {});
        var frames = new ArrayList<Frame>();
        while (true) {
            try {
                if (reader.begins()) {
                    frames.add(reader.read());
                }
            } catch (EOFException end) {
                return frames;
            }
        }
    }

    private static String text(Frame frame) {
        try {
            return new String(frame.content().toBytes(), StandardCharsets.ISO_8859_1)
                    .replace('\r', '/');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expect(String wire, String... contentsAndRepairs) throws IOException {
        for (int piece : new int[] {1, 2, 3, 7, 9999}) {
            var seen =
                    read(wire, piece).stream()
                            .map(f -> text(f) + (f.repaired().isEmpty() ? "" : ": " + f.repaired()))
                            .toList();
            assertThat(seen).as("in pieces of %d", piece).containsExactly(contentsAndRepairs);
        }
    }

    @Test
    void severalMessagesInOneSegmentAndOneInMany() throws IOException {
        expect("<MSH|1>/<MSH|2/PID|>/<MSH|3>/", "MSH|1", "MSH|2/PID|", "MSH|3");
    }

    @Test
    void aMissingCarriageReturnIsNotWaitedFor() throws IOException {
        expect("<MSH|1><MSH|2>", "MSH|1", "MSH|2");
        var in = pieces(wire("<MSH|1>"), 99);
        var reader = new FrameReader(in, 1024, null, () -> {});
        assertThat(reader.begins()).isTrue();
        assertThat(reader.read().end()).isEqualTo(Frame.End.COMPLETE);
    }

    @Test
    void bytesBetweenFramesAreSkippedAndCounted() throws IOException {
        expect(
                "<MSH|1>/\0\0\n<MSH|2>//xMS<MSH|3>/",
                "MSH|1",
                "MSH|2: 3 bytes before the start block skipped",
                "MSH|3: 4 bytes before the start block skipped");
    }

    @Test
    void aDoubledStartBlockIsOne() throws IOException {
        expect("<<MSH|1>/", "MSH|1: start block doubled");
    }

    @Test
    void aDoubledEndBlockIsOne() throws IOException {
        var frames = read("<MSH|1>>/<MSH|2>/", 9999);
        assertThat(frames).extracting(FrameReaderTest::text).containsExactly("MSH|1", "MSH|2");
        for (int piece : new int[] {1, 2, 3}) {
            assertThat(read("<MSH|1>>/<MSH|2>/", piece))
                    .extracting(FrameReaderTest::text)
                    .containsExactly("MSH|1", "MSH|2");
        }
    }

    @Test
    void aStartBlockRightAfterTheBeginningBeginsAgain() throws IOException {
        expect("<ab<MSH|1>/", "MSH|1: 2 bytes before the second start block skipped");
    }

    @Test
    void aMessageThatBeginsInsideAnotherIsTakenAndTheFirstIsReported() throws IOException {
        var frame = read("<MSH|1/PI<MSH|2>/", 9999).get(0);
        assertThat(text(frame)).isEqualTo("MSH|2");
        assertThat(new String(frame.broken(), StandardCharsets.ISO_8859_1)).isEqualTo("MSH|1\rPI");
        assertThat(frame.repaired()).isEqualTo("the message before it was not ended");
    }

    @Test
    void aVerticalTabInsideContentStays() throws IOException {
        expect("<MSH|a<b>/", "MSH|a\u000Bb");
    }

    @Test
    void aMessageWithoutStartBlockIsKnownByItsHeader() throws IOException {
        expect(
                "MSH|1>/\nMSH|2>/<MSH|3>/",
                "MSH|1: no start block",
                "MSH|2: 1 bytes before the start block skipped; no start block",
                "MSH|3");
        expect("MMSH|1>/", "MSH|1: 1 bytes before the start block skipped; no start block");
    }

    @Test
    void nulsInsideContentStay() throws IOException {
        expect("<MSH|\0x>/", "MSH|\0x");
    }

    @Test
    void anEmptyFrameIsAFrame() throws IOException {
        expect("<>/<MSH|2>/", "", "MSH|2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 3000, 8000})
    void aFrameThatIsTooLongIsReadToItsEndAndItsBeginningKept(int length) throws IOException {
        var frames = read("<MSH|" + "x".repeat(length - 4) + ">/<MSH|2>/", 9999);
        assertThat(frames.get(0).end()).isEqualTo(Frame.End.TOO_LONG);
        assertThat(frames.get(0).length()).isEqualTo(length);
        assertThat(text(frames.get(0))).startsWith("MSH|x").hasSizeLessThanOrEqualTo(1024);
        assertThat(text(frames.get(1))).isEqualTo("MSH|2");
    }

    @Test
    void theLongestFrameAllowedIsTaken() throws IOException {
        assertThat(read("<" + "x".repeat(1024) + ">/", 100).get(0).end())
                .isEqualTo(Frame.End.COMPLETE);
    }

    @Test
    void aFrameWithoutEndIsGivenUp() throws IOException {
        var in = pieces(wire("<" + "x".repeat(99_999)), 9999);
        var reader = new FrameReader(in, 1024, null, () -> {});
        assertThat(reader.begins()).isTrue();
        var frame = reader.read();
        assertThat(frame.end()).isEqualTo(Frame.End.ENDLESS);
        assertThat(frame.content().toBytes()).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void aFrameThatIsCutOffSaysSo() throws IOException {
        var frame = read("<MSH|1/PID", 4).get(0);
        assertThat(frame.end()).isEqualTo(Frame.End.LEFT);
        assertThat(frame.length()).isEqualTo(9);
    }

    @Test
    void aFrameInWhichThePeerFallsSilentSaysSo() throws IOException {
        var silent =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() throws IOException {
                        if (at == 4) {
                            throw new SocketTimeoutException();
                        }
                        return wire("<MSH")[at++];
                    }

                    @Override
                    public int read(byte[] to, int from, int length) throws IOException {
                        to[from] = (byte) read();
                        return 1;
                    }
                };
        var reader = new FrameReader(new BufferedInputStream(silent), 1024, null, () -> {});
        assertThat(reader.begins()).isTrue();
        assertThat(reader.read().end()).isEqualTo(Frame.End.SILENT);
    }

    @Test
    void noContentIsInItsText() throws IOException {
        assertThat(read("<MSH|CANARY>/", 99).get(0).toString()).doesNotContain("CANARY");
    }

    @Test
    void anEndBlockInContentCannotBeSent() throws IOException {
        assertThat(FrameWriter.fits(Payload.of(wire("MSH|1")))).isTrue();
        assertThat(FrameWriter.fits(Payload.of(wire("MSH|>")))).isFalse();
    }

    @Test
    void thePeerThatLeftBetweenMessagesIsNoFrame() {
        var reader = new FrameReader(pieces(wire(""), 1), 1024, null, () -> {});
        assertThatThrownBy(reader::begins).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 8192, 65_536})
    void aLargeFrameGoesThroughTheSpoolByteForByte(int piece) throws IOException {
        var body = "MSH|1/" + "OBX|x/".repeat(40_000);
        var open = TestKernel.SPOOLED.get();
        var reader =
                new FrameReader(
                        pieces(wire("<" + body + ">/"), piece),
                        1 << 20,
                        TestKernel.SPOOL,
                        () -> {});
        assertThat(reader.begins()).isTrue();
        try (var frame = reader.read()) {
            assertThat(frame.end()).isEqualTo(Frame.End.COMPLETE);
            assertThat(text(frame)).isEqualTo(body);
            assertThat(frame.repaired()).isEmpty();
            assertThat(TestKernel.SPOOLED.get()).isEqualTo(open + 1);
        }
        assertThat(TestKernel.SPOOLED.get()).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 8192})
    void aLargeMessageThatWasNotEndedIsToldAndTheNextOneIsWhole(int piece) throws IOException {
        var broken = "MSH|1/" + "OBX|x/".repeat(20_000);
        var whole = "MSH|2/" + "OBX|y/".repeat(20_000);
        var wire = wire("<" + broken + "<" + whole + ">/");
        var reader = new FrameReader(pieces(wire, piece), 1 << 20, TestKernel.SPOOL, () -> {});
        assertThat(reader.begins()).isTrue();
        try (var frame = reader.read()) {
            assertThat(text(frame)).isEqualTo(whole);
            assertThat(frame.length()).isEqualTo(whole.length());
            assertThat(frame.repaired()).isEqualTo("the message before it was not ended");
            assertThat(broken.replace('/', '\r'))
                    .startsWith(new String(frame.broken(), StandardCharsets.ISO_8859_1));
            assertThat(frame.broken()).hasSizeGreaterThan(1000);
        }
    }

    @Test
    void aFrameOverTheLimitKeepsItsFirstBytesOnlyAndNothingInTheSpool() throws IOException {
        var open = TestKernel.SPOOLED.get();
        var wire = wire("<MSH|1/" + "OBX|x/".repeat(40_000) + ">/");
        var reader = new FrameReader(pieces(wire, 8192), 100_000, TestKernel.SPOOL, () -> {});
        assertThat(reader.begins()).isTrue();
        try (var frame = reader.read()) {
            assertThat(frame.end()).isEqualTo(Frame.End.TOO_LONG);
            assertThat(text(frame)).startsWith("MSH|1/").hasSizeLessThanOrEqualTo(65_536);
            assertThat(TestKernel.SPOOLED.get()).isEqualTo(open);
        }
    }
}

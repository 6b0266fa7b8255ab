package dev.pons.plugin.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random bytes on the line, made of what frames are made of. {@code -Dproof.runs=1000000} makes a
 * long run, {@code -Dproof.seed=S} repeats one that failed.
 */
class FrameFuzzTest {

    private static final int LONGEST = 64;
    private static final List<String> PIECES =
            List.of(
                    "\u000b",
                    "\u000b",
                    "\u001c",
                    "\r",
                    "\u001c\r",
                    "\u001c\r",
                    "MSH|",
                    "MSH",
                    "M",
                    "MSH|^~\\&|A",
                    "\n",
                    "\0",
                    "CANARY",
                    "PID|1|\r",
                    "x".repeat(70),
                    "\u00e9");

    /** Gives the bytes in pieces, and fails who asks more often than any reader needs to. */
    private static final class Line extends ByteArrayInputStream {

        private final int piece;
        private long left;

        Line(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
            this.left = 50L + 4L * bytes.length;
        }

        @Override
        public synchronized int read(byte[] to, int from, int length) {
            asked();
            return super.read(to, from, Math.min(length, piece));
        }

        @Override
        public synchronized int read() {
            asked();
            return super.read();
        }

        private void asked() {
            assertThat(left--).as("reads left: the reader hangs").isPositive();
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }

    private static String wire(Random random) {
        var text = new StringBuilder();
        int many = 1 + random.nextInt(12);
        for (int i = 0; i < many; i++) {
            text.append(
                    random.nextInt(8) == 0
                            ? String.valueOf((char) random.nextInt(256))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Contents of the frames, with how they ended. */
    private static List<String> read(String wire, int piece) throws IOException {
        InputStream in =
                new BufferedInputStream(
                        new Line(wire.getBytes(StandardCharsets.ISO_8859_1), piece), 8192);
        var reader = new FrameReader(in, LONGEST, null, () -> {});
        var frames = new ArrayList<String>();
        for (int steps = 0; steps < 4 * wire.length() + 50; steps++) {
            try {
                if (reader.begins()) {
                    try (var frame = reader.read()) {
                        var content = frame.content().toBytes();
                        frames.add(frame.end() + " " + latin(content));
                        check(frame, content, wire);
                        if (frame.end() == Frame.End.LEFT || frame.end() == Frame.End.ENDLESS) {
                            return frames;
                        }
                    }
                }
            } catch (EOFException end) {
                assertThat(end).hasMessage("the peer left between two messages");
                return frames;
            }
        }
        throw new AssertionError("the reader does not come to an end");
    }

    private static void check(Frame frame, byte[] content, String wire) {
        assertThat(wire).as("bytes of the line, untouched").contains(latin(content));
        assertThat(wire).contains(latin(frame.broken()));
        assertThat(content.length).isLessThanOrEqualTo(LONGEST);
        assertThat(frame.repaired() + frame).doesNotContain("CANARY").doesNotContain("PID");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whateverComesIsReadToItsEndAndAlikeHoweverItIsCut() throws IOException {
        long first = Long.getLong("proof.seed", 1);
        long runs = Long.getLong("proof.runs", 20_000);
        for (long seed = first; seed < first + runs; seed++) {
            var random = new Random(seed);
            var wire = wire(random);
            try {
                assertThat(read(wire, 1 + random.nextInt(9)))
                        .as("the same frames in pieces and at once")
                        .isEqualTo(read(wire, 8192));
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("-Dproof.seed=" + seed + ": " + shown(wire), e);
            }
        }
    }

    /** Clean frames, whatever is in them, come out as they went in. */
    @Test
    void cleanFramesComeOutAsTheyWentIn() throws IOException {
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new Random(seed);
            var wire = new StringBuilder();
            var expected = new ArrayList<String>();
            for (int i = 0; i < 5; i++) {
                var content = "MSH|" + "x\r|".repeat(random.nextInt(19)) + random.nextInt();
                expected.add(
                        "COMPLETE " + content.substring(0, Math.min(LONGEST, content.length())));
                wire.append('\u000b').append(expected.get(i).substring(9)).append("\u001c\r");
            }
            assertThat(read(wire.toString(), 1 + random.nextInt(50))).isEqualTo(expected);
        }
    }

    private static String shown(String wire) {
        return wire.replace("\u000b", "<VT>").replace("\u001c", "<FS>").replace("\r", "<CR>");
    }
}

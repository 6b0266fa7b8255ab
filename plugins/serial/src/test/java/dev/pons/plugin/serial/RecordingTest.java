package dev.pons.plugin.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What was written down is read again, by people and by the player. */
class RecordingTest {

    private static final Instant THEN = Instant.parse("2026-01-31T10:44:50.995281Z");
    private static final String HEAD = "2026-01-31 10:44:50.995281 ";

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("lab.trace");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> traced(String received) {
        var trace = new Trace(ZoneOffset.UTC);
        var lines = new ArrayList<>(trace.received(bytes(received), received.length(), THEN));
        lines.addAll(trace.end());
        return lines;
    }

    @Test
    void controlCharactersHaveTheirNamesAndOneLineEndsWhereTheirsDoes() {
        assertThat(traced("\2H|\\^&\rL|1\3\r\n<&"))
                .containsExactly(
                        HEAD + "Rx <== <STX>H|\\^&<CR>",
                        HEAD + "Rx <== L|1<ETX><CR><LF>",
                        HEAD + "Rx <== <<&");
    }

    @Test
    void whatWasReceivedStandsBeforeTheAnswerToIt() {
        var trace = new Trace(ZoneOffset.UTC);
        assertThat(trace.received(new byte[] {5}, 1, THEN)).isEmpty();
        assertThat(trace.sent(new byte[] {6}, THEN.plusMillis(1)))
                .containsExactly(HEAD + "Rx <== <ENQ>", "2026-01-31 10:44:50.996281 Tx ==> <ACK>");
    }

    /** What looks like a name, like digits, or like nothing at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<STX>",
                "<<",
                "<7F>",
                "05  x",
                "05 06  <ENQ>",
                "one ",
                "   ",
                " \u00A0\u00AD\u00FF",
                "# none",
                "12 ",
                "\t\f<",
                "\u007F>"
            })
    void nothingIsTakenForSomethingElse(String text) throws IOException {
        Files.write(file, traced(text));
        assertThat(read()).isEqualTo(bytes(text));
    }

    @Test
    void allBytesComeBackAsTextAndAsDigits() throws IOException {
        var random = new Random(39);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[random.nextInt(1, 3000)];
            random.nextBytes(bytes);
            var trace = new Trace(ZoneOffset.UTC);
            trace.hex(i % 2 == 0);
            var lines = new ArrayList<>(trace.received(bytes, bytes.length, THEN));
            lines.addAll(trace.end());
            Files.write(file, lines);
            assertThat(Arrays.equals(read(), bytes)).as("of round %d", i).isTrue();
        }
    }

    private byte[] read() throws IOException {
        var all = new ByteArrayOutputStream();
        Recording.read(file).pieces().forEach(piece -> all.writeBytes(piece.bytes()));
        return all.toByteArray();
    }

    @Test
    void editorsMayLeaveTheirMarksAndPeopleTheirNotes() throws IOException {
        Files.writeString(
                file,
                "\uFEFF# the morning\r\n\r\n" + HEAD + "Rx <== <ENQ>\r\n" + HEAD + "Tx ==> <06>");
        var pieces = Recording.read(file).pieces();
        assertThat(pieces).extracting(Recording.Piece::line).containsExactly(3, 4);
        assertThat(pieces.get(1).way()).isEqualTo(Trace.Way.SENT);
        assertThat(pieces.get(1).bytes()).containsExactly(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "2026-02-31 10:44:50.995281 Rx <== secret",
                "2026-01-31 10:44:50.995281 Rx ==> secret",
                "2026-01-31 10:44:50.995281 Rx <== secret<SXT>",
                "2026-01-31 10:44:50.995281 Rx <== secret<",
                "2026-01-31 10:44:50.995281 Rx <== secret\u2013",
                "2026-01-31 10:44:50.995281 Tx ==> ",
                "2026-01-31 10:44:50"
            })
    void aBrokenFileIsToldWithItsLineAndNotWithItsContent(String line) throws IOException {
        Files.writeString(file, HEAD + "Rx <== <ENQ>\n" + line + "\n");
        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ", line 2: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFileThatIsNoneIsTold() throws IOException {
        assertThatThrownBy(() -> Recording.read(file)).hasMessageContaining("cannot be read");
        Files.writeString(file, "# nothing\n");
        assertThatThrownBy(() -> Recording.read(file))
                .hasMessage(file + " has no line of a recording");
        Files.write(file, new byte[] {'#', '\n', (byte) 0xE9});
        assertThatThrownBy(() -> Recording.read(file))
                .hasMessageStartingWith(file + ", line 2: it is no UTF-8");
    }

    /** The line's thread goes on; who was too slow is told, behind what there was. */
    @Test
    void aListenerThatIsTooSlowStopsListeningAndNotTheLine() throws Exception {
        try (var tap = Tap.on("COM9").orElseThrow()) {
            assertThat(Tap.on("COM9")).isEmpty();
            var piece = new byte[(int) Tap.MOST / 4];
            for (int i = 0; i < 10; i++) {
                Tap.heard("COM9", Trace.Way.RECEIVED, piece, 0, piece.length);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(tap.next()).isNotNull();
            }
            assertThatThrownBy(tap::next).hasMessageContaining("slower than the line");
        }
        assertThat(Tap.on("COM9")).hasValueSatisfying(Tap::close);
    }
}

package dev.pons.lis1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.lis1.Lis1.Checksum;
import dev.pons.lis1.Lis1.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The library and an independent implementation over a line that makes no mistakes. */
class LineTest {

    private static final String MESSAGE = "H|\\^&\rP|1\rO|1|tube\rR|1|^^^GLU|5.1\rL|1|N\r";

    private final LinkEnd link = new LinkEnd(Given.host());

    private static List<Path> corpus(String end) throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/astm"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no corpus, there is no folder ../shared/corpus/astm");
        try (var files = Files.list(at.resolve("../shared/corpus/astm"))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void messagesOfTheCorpusGoBothWaysByteForByte() throws Exception {
        int count = 0;
        for (var file : corpus(".astm")) {
            for (int size : new int[] {1, 7, 240, 1000}) {
                goesBothWays(text(file), size);
                count++;
            }
        }
        assertThat(count).isEqualTo(28);
    }

    private static void goesBothWays(String message, int size) {
        var one = new LinkEnd(Given.of(Role.HOST, size, Checksum.REQUIRED));
        var peer = new Peer(false, size);
        var line = new Line(one, peer, said -> said);
        one.send(message, line.now());
        line.untilQuiet();
        peer.send(message);
        line.untilQuiet();
        assertThat(one.became).containsExactly("SENT");
        assertThat(peer.became).containsExactly("SENT");
        assertThat(peer.took).containsExactly(message);
        assertThat(one.took).containsExactly(message);
        assertThat(one.told).isEmpty();
        assertThat(one.link.idle()).isTrue();
    }

    @Test
    void transfersOfTheCorpusAreUnderstood() throws Exception {
        var files = corpus(".raw");
        assertThat(files).hasSize(2);
        var chunks = new Bench(Given.host());
        assertThat(chunks.hears("<ENQ>" + readable(files.get(0)) + "<EOT>"))
                .isEqualTo("<ACK><ACK><ACK><ACK><ACK>");
        assertThat(chunks.told).containsExactly("message H|foo|bar<CR>L|bar|baz<CR>");
        var twice = new Bench(Given.host());
        assertThat(twice.hears(readable(files.get(1)))).isEqualTo("<ACK>".repeat(11));
        assertThat(twice.told)
                .containsExactly("message H<CR>P<CR>O<CR>L<CR>", "message H<CR>P<CR>O<CR>L<CR>");
        assertThat(twice.link.idle()).isTrue();
    }

    private static String readable(Path file) throws IOException {
        return Ascii.text(Files.readAllBytes(file));
    }

    @Test
    void twoHundredKilobytesInFramesOf240() {
        var message = new StringBuilder("H|\\^&\r");
        for (int n = 1; message.length() < 200_000; n++) {
            message.append("R|").append(n).append("|").append("x".repeat(n % 700)).append('\r');
        }
        message.append("L|1|N\r");
        goesBothWays(message.toString(), 240);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothBeginAtOnce(boolean host) {
        var one = new LinkEnd(host ? Given.host() : Given.analyzer());
        var peer = new Peer(!host, 240);
        var line = new Line(one, peer, said -> said);
        one.send(MESSAGE, line.now());
        peer.send(MESSAGE);
        line.untilQuiet();
        assertThat(one.became).containsExactly("SENT");
        assertThat(peer.became).containsExactly("SENT");
        assertThat(peer.took).containsExactly(MESSAGE);
        assertThat(one.took).containsExactly(MESSAGE);
        assertThat(Duration.between(Instant.EPOCH, line.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void twoLinksUnderstandEachOther() {
        var analyzer = new LinkEnd(Given.analyzer());
        var line = new Line(link, analyzer, said -> said);
        link.send(MESSAGE, line.now());
        analyzer.send(MESSAGE, line.now());
        line.untilQuiet();
        assertThat(List.of(link.became, analyzer.became))
                .containsExactly(List.of("SENT"), List.of("SENT"));
        assertThat(List.of(link.took, analyzer.took))
                .containsExactly(List.of(MESSAGE), List.of(MESSAGE));
    }

    @Test
    void aMessageThatIsDecidedSlowlyIsAcknowledgedThen() {
        var peer = new Peer(false, 240);
        var line = new Line(link, peer, said -> said);
        link.decides = m -> link.decidedLater(line, Duration.ofSeconds(14), m, true);
        peer.send(MESSAGE);
        line.untilQuiet();
        assertThat(peer.became).containsExactly("SENT");
        link.decides = m -> link.decidedLater(line, Duration.ofSeconds(16), m, true);
        peer.send(MESSAGE);
        line.untilQuiet();
        assertThat(peer.became).containsExactly("SENT", "UNKNOWN");
        assertThat(link.took).hasSize(2);
        assertThat(link.link.idle()).isTrue();
    }
}

package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.ControlException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Catch-up after an outage: no faster than the file or an operator says, and when it is done. */
@Timeout(60)
class PaceScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            destinations:
              lab: { peer: {}, RATE order: { key: "{key}" } }
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static String channel(String rate) {
        return CHANNEL.replace("RATE", rate);
    }

    /** "rate": a second has no more than so many, and all come in their order. */
    @Test
    @DisplayName("destination | rate: 50/s")
    void noMoreThanSoManyAreSent() throws Exception {
        bench.runs("adt", channel("rate: 100/s,"));
        long began = System.nanoTime();
        bench.submit("adt", 1, 60, "key=a");
        bench.settles("adt");
        assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThan(450);
        assertThat(bench.peer("adt/lab").ids())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 60).mapToObj(String::valueOf).toList());
    }

    /** "channel:rate": counts before the file, says by whom and when it is done, over a restart. */
    @Test
    void anOrderCountsBeforeTheFileAndOverARestart() throws Exception {
        bench.runs("adt", channel("rate: 50/s,"));
        bench.control().rate("adt", "lab", "2/min", "anna");
        bench.submit("adt", 1, 600, "key=a");
        var limit = "at most 2/min by order of anna; 599 wait, done in about 4 h";
        bench.until(() -> bench.view("adt", "lab").pace().equals(limit));
        assertThat(bench.control().why("adt", "")).contains("destination lab: " + limit);
        bench.restart();
        bench.until(
                () -> bench.view("adt", "lab").pace().contains("at most 2/min by order of anna"));
        bench.control().rate("adt", "lab", "off", "anna");
        bench.until(() -> bench.view("adt", "lab").pace().startsWith("at most 50/s; "));
        bench.control().rate("adt", "lab", "90000/s", "anna");
        bench.settles("adt");
        assertThat(bench.peer("adt/lab").took).hasSize(600);
        assertThatThrownBy(() -> bench.control().rate("adt", "lab", "fast", "anna"))
                .isInstanceOf(ControlException.class)
                .hasMessage(
                        "fast is no rate; write for example 50/s or 600/min, or off for what the"
                                + " file says");
    }

    /** Without a limit the last minute says when it is done. */
    @Test
    void theLastMinuteSaysWhenItIsDone() {
        var lately = new Lately();
        for (int i = 0; i < 600; i++) {
            lately.one(1_000_000 + i * 100);
        }
        assertThat(lately.perSecond(1_060_000)).isBetween(9.0, 11.0);
        assertThat(lately.perSecond(1_200_000)).isZero();
    }
}

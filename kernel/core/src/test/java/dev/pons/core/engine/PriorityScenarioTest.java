package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DestinationState;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Catch-up after an outage: "priority by condition", as far as the order allows. */
@Timeout(60)
class PriorityScenarioTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            destinations:
              lab:
                peer: {}
                order: ORDER
                priority: { ward: icu }
                retry: { first: 10ms, longest: 20ms }
            """;

    @TempDir Path folder;

    /**
     * What fits goes first, though it came last and over a restart; one whose key was there before
     * comes behind it, at once.
     */
    @ParameterizedTest
    @CsvSource({
        "'{ key: \"{key}\", lanes: 1 }', true",
        "'{ none: { lanes: 1 } }', false",
    })
    @DisplayName("destination | priority:")
    void whatFitsGoesBeforeTheRest(String order, boolean keyed) throws Exception {
        try (var bench = new Bench(folder.resolve("data"))) {
            bench.peer("adt/lab").behaviour = Peer.DOWN;
            bench.runs("adt", CHANNEL.replace("ORDER", order));
            for (int i = 1; i <= 20; i++) {
                bench.submit("adt", i, i, "ward=w key=k" + i);
            }
            bench.until(() -> bench.view("adt", "lab").state() == DestinationState.DOWN);
            for (int i = 21; i <= 25; i++) {
                bench.submit("adt", i, i, "ward=icu key=k" + i);
            }
            bench.submit("adt", 26, 26, "ward=icu key=k1");
            bench.until(() -> bench.view("adt", "lab").queued() == 26);
            bench.restart();
            bench.peer("adt/lab").behaviour = Peer.TAKES;
            bench.settles("adt");
            assertThat(bench.peer("adt/lab").ids()).isEqualTo(expected(keyed));
        }
    }

    private static List<String> expected(boolean keyed) {
        var ids = new ArrayList<String>();
        IntStream.rangeClosed(21, keyed ? 25 : 26).forEach(i -> ids.add("" + i));
        ids.add("1");
        if (keyed) {
            ids.add("26");
        }
        IntStream.rangeClosed(2, 20).forEach(i -> ids.add("" + i));
        return ids;
    }
}

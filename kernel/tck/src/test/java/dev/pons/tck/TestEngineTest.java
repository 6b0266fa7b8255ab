package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine that contracts run on. */
class TestEngineTest {

    @TempDir Path folder;

    /** Else what is counted right after it is one less now and then. */
    @Test
    void it_has_settled_when_the_ledger_knows_it_too() throws Exception {
        try (var engine = new TestEngine(folder.resolve("data"), List.of())) {
            engine.deploy(
                    "in",
                    """
                    source: { tck-hand: {}, format: tck }
                    destinations:
                      basket: { tck-basket: {} }
                    """);
            engine.hand.submit("in", Contract.bytes("one"));
            engine.settles("in");
            engine.held.standStill();
            engine.hand.submit("in", Contract.bytes("two"));
            await().until(() -> engine.basket.of("in/basket").size() == 2);
            await().until(() -> engine.view("in").queued() == 0);
            var settled =
                    Meanwhile.does(
                            () -> {
                                engine.settles("in");
                                return engine.ledger("in").destinations().get(0).delivered();
                            });
            await().during(Duration.ofMillis(300)).until(() -> !settled.isDone());
            engine.held.release();
            assertThat(settled.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }
}

package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.spi.http.Route;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Semantics 6.2: versions change between two requests, and nobody is turned away. */
class HandOverTest {

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void noRequestIsLostWhileTenVersionsComeAndGo() throws Exception {
        try (var site = new Site()) {
            var live = site.serve("a", 0, Route.at("/in"), Site.echo("v"));
            var clients = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 8; i++) {
                clients.add(
                        CompletableFuture.runAsync(() -> call(site), r -> new Thread(r).start()));
            }
            for (int version = 1; version <= 10; version++) {
                int before = answered.get();
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> answered.get() > before + 40);
                var next = site.serve("a", version, Route.at("/in"), Site.echo("v"));
                live.quiesce();
                assertThat(live.awaitIdle(TimeUnit.SECONDS.toNanos(5))).isTrue();
                live.close();
                live = next;
            }
            done.set(true);
            for (var client : clients) {
                client.get(5, TimeUnit.SECONDS);
            }
        }
    }

    private void call(Site site) {
        try {
            while (!done.get()) {
                var answer = site.post("/in", "x");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("v:x");
                answered.incrementAndGet();
            }
        } catch (Exception e) {
            throw new AssertionError("a request was lost", e);
        }
    }

    @Test
    void whatRunsIsAnsweredByItsVersionAndWhatIsLateIsCut() throws Exception {
        try (var site = new Site()) {
            var inside = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var old =
                    site.serve(
                            "a",
                            1,
                            Route.at("/in"),
                            exchange -> {
                                inside.countDown();
                                goOn.await();
                                Site.echo("old").handle(exchange);
                            });
            var asked = CompletableFuture.supplyAsync(() -> body(site));
            inside.await();
            site.serve("a", 2, Route.at("/in"), Site.echo("new"));
            old.quiesce();
            assertThat(old.awaitIdle(TimeUnit.MILLISECONDS.toNanos(50))).isFalse();
            assertThat(site.post("/in", "x").body()).isEqualTo("new:x");
            goOn.countDown();
            assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo("old:x");
            assertThat(old.awaitIdle(TimeUnit.SECONDS.toNanos(5))).isTrue();
        }
    }

    @Test
    void whereNobodyTakesItLaterIsSaid() throws Exception {
        try (var site = new Site()) {
            var only = site.serve("a", 1, Route.at("/in"), Site.echo("old"));
            only.quiesce();
            var answer = site.post("/in", "x");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
        }
    }

    private static String body(Site site) {
        try {
            return site.post("/in", "x").body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

package dev.pons.plugin.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Semantics 6.2 under load: eight clients send without pause while ten versions come and go. */
class SwapTest {

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void noConnectionIsLostAndNoMessageStaysUnanswered() throws Exception {
        try (var kernel = new TestKernel()) {
            var live = kernel.listen(1 << 20, Duration.ofSeconds(5));
            var clients = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 8; i++) {
                var name = "c" + i + "-";
                clients.add(CompletableFuture.supplyAsync(() -> client(kernel, name), this::start));
            }
            var first = live;
            await().until(() -> first.connected() == clients.size());
            for (int swap = 0; swap < 10; swap++) {
                int before = answered.get();
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> answered.get() > before + 80);
                var next = kernel.listen(1 << 20, Duration.ofSeconds(5));
                live.quiesce(Duration.ofSeconds(5));
                live.close();
                live = next;
            }
            assertThat(live.connected()).isEqualTo(8);
            done.set(true);
            int sent = 0;
            for (var client : clients) {
                sent += client.get(5, TimeUnit.SECONDS);
            }
            assertThat(kernel.stored).hasSize(sent).doesNotHaveDuplicates();
            assertThat(answered).hasValue(sent);
            assertThat(kernel.refused).isEqualTo(List.of());
            assertThat(kernel.repaired).isEqualTo(List.of());
        }
    }

    private void start(Runnable work) {
        new Thread(work, "client").start();
    }

    /** How many messages it sent, over one connection. */
    private int client(TestKernel kernel, String name) {
        int count = 0;
        try (var sender = new Sender(kernel.port())) {
            while (!done.get()) {
                var text = name + count++;
                if (sender.ask("<" + text + ">/").equals("AA " + text)) {
                    answered.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }
}

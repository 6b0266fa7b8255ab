package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Store;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Who waits for a message is told of every change of its deliveries. */
@Timeout(60)
class FatesTest {

    @TempDir Path folder;
    private Bench bench;
    private final List<Fates.Change> changes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private final class Written implements Fates.Watcher {
        @Override
        public void routed(Entry.Routed routed) {}

        @Override
        public void changed(Fates.Change change) {
            changes.add(change);
        }
    }

    /** On a disk that is faster than the one who writes, what is written calls back at once. */
    @Test
    void stepsAreToldBeforeWhatFollowsThemCanBe() {
        var told = new ArrayList<String>();
        Commit done =
                (Commit)
                        Proxy.newProxyInstance(
                                Commit.class.getClassLoader(),
                                new Class<?>[] {Commit.class},
                                (proxy, method, arguments) -> called(proxy, method, arguments));
        var store =
                (Store)
                        Proxy.newProxyInstance(
                                Store.class.getClassLoader(),
                                new Class<?>[] {Store.class},
                                (proxy, method, arguments) -> done);
        try (var threads = new Threads()) {
            var recorder = new Recorder(store, threads);
            recorder.fates()
                    .watch(
                            7,
                            new Fates.Watcher() {
                                @Override
                                public void routed(Entry.Routed routed) {
                                    told.add("routed");
                                }

                                @Override
                                public void changed(Fates.Change change) {
                                    told.add(change.outcome());
                                }
                            });
            var routed =
                    new Entry.Routed(7, 1, 0, Entry.End.ROUTED, "", Map.of(), Map.of(), List.of());
            var result =
                    new Entry.Result(
                            7, "lab", 0, 1, DeliveryState.DELIVERED, false, "DELIVERED", "", null);
            recorder.record(
                    List.of(routed), first -> recorder.record(List.of(result), second -> {}));
        }
        assertThat(told).containsExactly("routed", "DELIVERED");
    }

    @SuppressWarnings("unchecked")
    private static Object called(Object proxy, Method method, Object[] arguments) {
        if (method.getName().equals("whenDone")) {
            ((BiConsumer<Commit, IOException>) arguments[0]).accept((Commit) proxy, null);
        }
        return method.getReturnType() == long.class ? 1L : null;
    }

    @Test
    void aWatcherIsToldOfEveryAttemptAndItsAnswerInOrder() throws Exception {
        var lab = bench.peer("adt/lab");
        lab.hangs();
        lab.behaviour =
                (m, a) ->
                        a.number() == 1
                                ? Delivery.retry("not now")
                                : Delivery.delivered().with(Pairs.message("code=AA"));
        bench.runs(
                "adt",
                """
                source: { hand: {}, format: pairs }
                destinations: { lab: { peer: {}, retry: { first: 10ms } } }
                """);
        var id = Ids.parse(bench.submit("adt", 1, 1, "").get(0)).getAsLong();
        var fates = bench.engine().fates();
        var watcher = new Written();
        fates.watch(id, watcher);
        lab.answer();
        bench.until(() -> changes.size() == 2);
        fates.forget(id, watcher);
        assertThat(changes).extracting(Fates.Change::message).containsExactly(id, id);
        assertThat(changes)
                .extracting(Fates.Change::state)
                .containsExactly(DeliveryState.QUEUED, DeliveryState.DELIVERED);
        assertThat(changes).extracting(Fates.Change::outcome).containsExactly("RETRY", "DELIVERED");
        assertThat(changes.get(1).response())
                .isEqualTo(Content.of("code=AA".getBytes(StandardCharsets.UTF_8)));
    }
}

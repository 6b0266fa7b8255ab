package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Origin;
import dev.pons.core.store.Settings;
import dev.pons.core.store.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** People's acts read a few entries, however long the journal is. */
@Timeout(60)
class TrailTest {

    private static final int MANY = 2000;

    @TempDir Path folder;
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void whatTheIndexShowsIsReadByItsEntries() throws Exception {
        try (var store = Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), (w, c) -> {})) {
            var ids = fill(store);
            assertThat(store.search().catchUp(20_000)).isTrue();
            var trail = new Trail(counting(store));
            for (var n : List.of(0, MANY / 2, MANY - 1)) {
                checks(trail, ids.get(n), n);
            }
            assertThat(read).hasValueLessThan(30);
        }
    }

    @Test
    void whatTheIndexDoesNotShowIsFoundInTheJournal() throws Exception {
        Files.writeString(folder.resolve("index"), "a file where the folder should be");
        try (var store = Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), (w, c) -> {})) {
            var ids = fill(store);
            checks(new Trail(store), ids.get(7), 7);
            assertThat(store.search().lag().entries()).isPositive();
        }
    }

    private static void checks(Trail trail, long id, int n) throws Exception {
        assertThat(trail.routed(id).orElseThrow().message()).isEqualTo(id);
        assertThat(trail.branch(id, "lab").orElseThrow().reason()).isEqualTo("r" + n);
        assertThat(trail.branch(id, "next").orElseThrow().reason()).isEqualTo("made " + n);
        assertThat(trail.response(id, "lab").orElseThrow().toBytes())
                .isEqualTo(text("answer " + n).toBytes());
        assertThat(trail.response(id, "next")).isEmpty();
    }

    private static List<Long> fill(Store store) throws Exception {
        var ids = new ArrayList<Long>();
        for (var n = 0; n < MANY; n++) {
            var received =
                    new Entry.Received(
                            "adt",
                            1,
                            1,
                            Origin.SOURCE,
                            Entry.Once.NONE,
                            Map.of(),
                            Map.of("id", "" + n),
                            text("id=" + n));
            var commit = store.append(List.of(received));
            assertThat(commit.await(Duration.ofSeconds(20))).isTrue();
            ids.add(commit.first());
        }
        for (var n = 0; n < MANY; n++) {
            store.append(later(ids.get(n), n)).await(Duration.ofSeconds(20));
        }
        return ids;
    }

    private static List<Entry> later(long id, int n) {
        var end = Entry.End.ROUTED;
        return List.of(
                new Entry.Routed(
                        id, 1, 1, end, "", Map.of(), Map.of(), List.of(branch("lab", "r" + n))),
                new Entry.Result(
                        id,
                        "lab",
                        1,
                        1,
                        DeliveryState.DELIVERED,
                        false,
                        "DELIVERED",
                        "",
                        text("answer " + n)),
                new Entry.Made(id, 1, 1, Map.of(), branch("next", "made " + n), 1));
    }

    private static Entry.Branch branch(String name, String reason) {
        var state = DeliveryState.QUEUED;
        return new Entry.Branch(
                name, state, "", false, true, reason, new long[0], List.of(), null, null);
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Counts entries that are read, one by one or behind one another. */
    private Store counting(Store store) {
        return counting(Store.class, store);
    }

    private <T> T counting(Class<T> type, T of) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> {
                            if (method.getName().equals("read")
                                    || method.getName().equals("next")) {
                                read.incrementAndGet();
                            }
                            try {
                                var result = method.invoke(of, args);
                                return result instanceof Store.Reader reader
                                        ? counting(Store.Reader.class, reader)
                                        : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}

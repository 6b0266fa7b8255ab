package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.store.Commit;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.core.store.Store;
import dev.pons.spi.Receipt;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** 1.1 "It never both keeps a message and says BUSY": many senders, a slow and failing store. */
@Timeout(120)
class HonestAnswersTest {

    private static final int SENDERS = 12;
    private static final int EACH = 60;

    @TempDir Path folder;

    /** Some appends fail before, and the writer is slow after some groups. */
    private static Store unsteady(Store real) {
        return (Store)
                Proxy.newProxyInstance(
                        HonestAnswersTest.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (proxy, method, args) -> {
                            boolean appends = method.getName().equals("append");
                            int luck = ThreadLocalRandom.current().nextInt(10);
                            if (appends && luck == 0 && of(args)) {
                                return new NoRoom();
                            }
                            try {
                                var result = method.invoke(real, args);
                                if (appends && luck < 4) {
                                    ((Commit) result).whenDone((c, f) -> slow());
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** The disk is full: nothing is kept. */
    private record NoRoom() implements Commit {

        private static final IOException WHY = new IOException("no room");

        @Override
        public boolean await(Duration longest) throws IOException {
            throw WHY;
        }

        @Override
        public long first() {
            throw new IllegalStateException("not durable");
        }

        @Override
        public void whenDone(BiConsumer<Commit, @Nullable IOException> then) {
            then.accept(this, WHY);
        }
    }

    /** Only what comes in: the engine's own writes are another matter. */
    private static boolean of(Object[] args) {
        return args.length == 2 && ((List<?>) args[0]).get(0) instanceof Entry.Received;
    }

    private static void slow() {
        long end = System.nanoTime() + ThreadLocalRandom.current().nextInt(3_000_000);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
    }

    private Map<String, Integer> kept(Store store) throws Exception {
        var kept = new HashMap<String, Integer>();
        try (var reader = store.follow(0)) {
            while (reader.next(0)) {
                if (reader.entry() instanceof Entry.Received received) {
                    kept.merge(received.identity().get("id"), 1, Integer::sum);
                }
            }
        }
        return kept;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acknowledge: stored",
                "acknowledge: checked",
                "acknowledge: processed",
                "acknowledge: stored, duplicates: { by: in.id }"
            })
    void whatIsToldIsWhatIsKept(String answer) throws Exception {
        var journal =
                Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), (why, cause) -> {});
        var told = new ConcurrentHashMap<String, String>();
        try (var bench = new Bench(folder, unsteady(journal))) {
            bench.runs(
                    "adt",
                    """
                    source: { hand: {}, format: pairs, within: 20ms, %s }
                    destinations: { a: { peer: {} } }
                    """
                            .formatted(answer));
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < SENDERS; i++) {
                int first = i * EACH;
                var thread = new Thread(() -> send(bench, first, told));
                threads.add(thread);
                thread.start();
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(told.size()).isEqualTo(SENDERS * EACH);
            var kept = kept(journal);
            assertThat(kept.values()).allMatch(n -> n == 1);
            told.forEach(
                    (id, what) ->
                            assertThat(kept.containsKey(id))
                                    .as("%s was told %s", id, what)
                                    .isEqualTo(what.equals("kept")));
            assertThat(told.values()).contains("kept", "busy");
        }
    }

    /** A third of the calls is interrupted before; such a message is BUSY too. */
    private static void send(Bench bench, int first, Map<String, String> told) {
        var random = new Random(first);
        for (int i = first; i < first + EACH; i++) {
            var id = String.valueOf(i);
            if (random.nextInt(3) == 0) {
                Thread.currentThread().interrupt();
            }
            told.put(id, one(bench, id));
            Thread.interrupted();
        }
    }

    private static String one(Bench bench, String id) {
        try {
            var receipt = bench.submit("adt", "id=" + id);
            return receipt.kept() ? "kept" : receipt.kind() == Receipt.Kind.BUSY ? "busy" : "no";
        } catch (InterruptedException e) {
            return "busy"; // as the contract says
        }
    }
}

package dev.pons.core.engine;

import dev.pons.core.net.Net;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Position;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One life of an engine with a long queue, in a process of its own: {@link QueueTest} starts it
 * with little memory. Arguments: what to do, the data folder, how many.
 *
 * <ul>
 *   <li>{@code empty}: starts, tells how long that took
 *   <li>{@code deliver}: takes so many and delivers them, then ends as it should
 *   <li>{@code fill}: takes so many for a peer that is down, then dies at once
 *   <li>{@code look}: starts, tells how long that took, ends
 *   <li>{@code drain}: starts, tells how long that took; then the peer is back
 * </ul>
 *
 * Prints a line {@code name value} for each figure.
 */
public final class QueueRun implements AutoCloseable {

    private static final int KEYS = 20_000;
    private static final int BATCH = 250;
    private static final String PAD = "MSH|^~\\&|EPIC|HOSP|".repeat(33);
    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            destinations:
              lab:
                sink: {}
                order: { key: "{key}", lanes: 16 }
                retry: { first: 50ms, longest: 50ms }
            """;

    private final PrintStream out = new PrintStream(System.out, true);
    private final Path folder;
    private final Scripted types = new Scripted();
    private final Sink sink = new Sink();
    private final Journal store;
    private final Net net;
    private final Engine engine;
    private final long acceptedBefore;

    @Name("sink")
    @Doc("Counts what comes and looks at its order")
    record ToSink() {}

    /** The peer. */
    private static final class Sink implements DestinationType<ToSink> {
        final AtomicLong took = new AtomicLong();
        final AtomicLong wrong = new AtomicLong();
        final AtomicIntegerArray last = new AtomicIntegerArray(KEYS);
        volatile boolean up;

        @Override
        public Class<ToSink> config() {
            return ToSink.class;
        }

        @Override
        public Destination create(ToSink options, Context context) {
            return (message, attempt) -> {
                if (!up) {
                    throw new NotSentException("the peer is down");
                }
                int key = Integer.parseInt(Pairs.value(message, "key"));
                int id = Integer.parseInt(Pairs.value(message, "id"));
                if (last.getAndSet(key, id) >= id) {
                    wrong.incrementAndGet();
                }
                took.incrementAndGet();
                return Delivery.delivered();
            };
        }
    }

    private QueueRun(Path folder) throws IOException {
        this.folder = folder;
        types.put(Types.Kind.DESTINATION, "sink", sink);
        long began = System.nanoTime();
        long cpu = cpuMillis();
        store = Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), (why, cause) -> {});
        tell("journal-ms", millis(began));
        tell("journal-cpu-ms", cpuMillis() - cpu);
        net = new Net();
        engine =
                new Engine(
                        store,
                        net,
                        types,
                        new Site((k, n) -> Optional.empty()),
                        Clock.systemUTC(),
                        Instance.of("0.1.0"));
        tell("engine-ms", millis(began));
        engine.deploy("adt", CHANNEL, f -> Optional.empty());
        engine.deployedAll();
        if (!types.intakes.containsKey("adt")) {
            throw new IllegalStateException("" + engine.control().channel("adt").problems());
        }
        tell("start-ms", millis(began));
        tell("start-cpu-ms", cpuMillis() - cpu);
        tell("queued", queued());
        acceptedBefore = engine.control().ledger().stream().mapToLong(l -> l.accepted()).sum();
    }

    /** Runs. */
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]);
        int many = Integer.parseInt(args[2]);
        try (var run = new QueueRun(folder)) {
            switch (args[0]) {
                case "deliver" -> {
                    run.sink.up = true;
                    run.submit(many);
                    run.awaitQueued(0, many);
                }
                case "fill" -> {
                    run.submit(many);
                    run.awaitQueued(many, many);
                    run.memory();
                    Runtime.getRuntime().halt(9);
                }
                case "drain" -> run.drain();
                default -> run.memory();
            }
        }
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    /** Of this thread: what a machine that does nothing else would need, or less. */
    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private void tell(String name, long value) {
        out.println(name + " " + value);
    }

    private long queued() {
        return engine.control().channel("adt").queued();
    }

    private void submit(int many) throws InterruptedException {
        var next = new AtomicInteger();
        long began = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            // one thread for each key, so that their order is known
            int mine = t;
            var thread = new Thread(() -> submit(mine, many, next), "sender-" + t);
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        if (next.get() != many) {
            throw new IllegalStateException("took " + next + " of " + many);
        }
        tell("taken-per-s", many * 1000L / Math.max(1, millis(began)));
    }

    private void submit(int thread, int many, AtomicInteger next) {
        try {
            var batch = new ArrayList<Message>();
            for (int id = thread + 1; id <= many; id += 4) {
                int key = id % KEYS;
                batch.add(Pairs.message("id=" + id + " key=" + key + " pad=" + PAD));
                if (batch.size() == BATCH || id + 4 > many) {
                    var receipt = types.intakes.get("adt").submitAll(batch, Position.none());
                    next.addAndGet(receipt.kept() ? batch.size() : 0);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The books know all that was submitted, its steps have run and its results are written. */
    private void awaitQueued(long many, long submitted) throws InterruptedException {
        while (true) {
            var ledger = engine.control().ledger().get(0);
            long queued = ledger.destinations().stream().mapToLong(l -> l.queued()).sum();
            boolean known = ledger.accepted() == acceptedBefore + submitted;
            if (known && ledger.pending() == 0 && queued == many) {
                return;
            }
            store.search().catchUp(50);
        }
    }

    private void drain() throws InterruptedException {
        long many = queued();
        memory();
        long began = System.nanoTime();
        sink.up = true;
        while (sink.took.get() < many || queued() > 0) {
            store.search().catchUp(20);
        }
        tell("drained", sink.took.get());
        tell("drained-per-s", many * 1000 / Math.max(1, millis(began)));
        tell("wrong-order", sink.wrong.get());
        awaitQueued(0, 0);
        memory();
    }

    /** What lives now, and the most that a pool ever held, in MB. */
    private void memory() {
        long peak =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(p -> p.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(u -> u.getUsed())
                        .sum();
        tell("heap-peak-mb", peak >> 20);
        ManagementFactory.getMemoryMXBean().gc();
        long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        tell("heap-live-mb", now >> 20);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        net.close();
        store.close();
        tell("checkpoint-kb", Files.size(folder.resolve("checkpoint")) >> 10);
    }
}

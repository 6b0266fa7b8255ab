package dev.pons.core.store;

import static dev.pons.core.store.Samples.LONG;

import dev.pons.core.control.DeliveryState;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages a second the store takes: 64 senders, each waits for its message to be durable;
 * its routing and result follow without waiting. Arguments: an empty folder, seconds, senders.
 * Encrypted if the environment has a {@code PONS_MASTER_KEY}.
 */
public final class StoreBench {

    private static final Content BODY = Content.of("MSH|^~\\&|EPIC|HOSP|".repeat(35).getBytes());

    private StoreBench() {}

    /** Runs and prints. */
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var senders = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        var out = new PrintStream(System.out, true);
        try (var store =
                Journal.open(
                        folder,
                        Settings.DEFAULTS,
                        Clock.systemUTC(),
                        (why, cause) -> out.println(why),
                        data -> Samples.vault(data, System.getenv()))) {
            run(store, 2, senders);
            store.search().catchUp(60_000);
            var cpu = cpu();
            var index = indexCpu();
            var began = System.nanoTime();
            var count = run(store, seconds, senders);
            var took = (System.nanoTime() - began) / 1e9;
            var lag = store.search().lag().entries();
            var shown = store.search().catchUp(600_000);
            var all = (System.nanoTime() - began) / 1e9;
            out.printf(
                    "%d senders: %.0f msg/s durable; %.0f msg/s with the index (lag %d, caught up"
                            + " %s); %.1f CPU ms per 1,000, %.1f of them of the index; load average"
                            + " %.1f%n",
                    senders,
                    count / took,
                    count / all,
                    lag,
                    shown,
                    (cpu() - cpu) / 1e6 / (count / 1000.0),
                    (indexCpu() - index) / 1e6 / (count / 1000.0),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private static long run(Store store, int seconds, int senders) throws Exception {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var count = new AtomicLong();
        var done = new CountDownLatch(senders);
        for (var t = 0; t < senders; t++) {
            var channel = "channel" + t % 20;
            new Thread(
                            () -> {
                                try {
                                    while (System.nanoTime() < end) {
                                        message(store, channel, count.incrementAndGet());
                                    }
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                } finally {
                                    done.countDown();
                                }
                            })
                    .start();
        }
        done.await();
        return count.get();
    }

    private static void message(Store store, String channel, long number) throws Exception {
        var now = System.currentTimeMillis();
        var commit = store.append(List.of(received(channel, number, now)));
        if (!commit.await(LONG)) {
            throw new IllegalStateException("not in time");
        }
        var id = commit.first();
        var branch = Samples.branch("lab", DeliveryState.QUEUED, "");
        store.append(
                List.of(
                        new Entry.Routed(
                                id,
                                1,
                                now,
                                Entry.End.ROUTED,
                                "",
                                Map.of(),
                                Map.of(),
                                List.of(branch))));
        store.append(
                List.of(
                        new Entry.Result(
                                id,
                                "lab",
                                now,
                                1,
                                DeliveryState.DELIVERED,
                                false,
                                "DELIVERED",
                                "",
                                Content.of(new byte[120]))));
    }

    private static Entry received(String channel, long number, long now) {
        var identity =
                Map.of("id", "" + number, "type", "ADT^A08", "patient", "" + number % 50_000);
        return new Entry.Received(
                channel, 1, now, Origin.SOURCE, Entry.Once.NONE, Map.of(), identity, BODY);
    }

    /** CPU of the threads of the index. */
    private static long indexCpu() {
        var threads = ManagementFactory.getThreadMXBean();
        var sum = 0L;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("pons-index")) {
                sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return sum;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

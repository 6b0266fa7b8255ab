package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What many channels cost that wait for their time. */
class IdleSchedulesTest {

    private static final int CHANNELS = 1000;
    private static final int MOST_THREADS = 20;
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS = 15;
    private static final double MEASURABLE = 0.02;
    private static final double MOST = 0.05;
    private static final String DESTINATION = "\ndestinations: { a: { peer: {} } }\n";

    private final com.sun.management.OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    @TempDir private Path folder;

    /** "1,000 timers cost no measurable idle CPU": no more than channels without, and no thread. */
    @Test
    void aThousandTimersCostNoIdleCpuAndNoThread() throws Exception {
        double without = share("hand", "source: { hand: {}, format: pairs }", MEASURABLE);
        var timer = "source: { poll: {}, format: pairs, schedule: %s }";
        double with = share("poll", timer, without + MEASURABLE);
        System.out.printf(
                Locale.ROOT,
                "%d channels: %.2f %% of a core idle, with timers %.2f %%%n",
                CHANNELS,
                100 * without,
                100 * with);
        assertThat(with).as("share of a core").isLessThan(MOST);
        assertThat(with - without).as("share of timers").isLessThan(MEASURABLE);
    }

    /**
     * The share of a core that so many idle channels take: the least of some looks, since a fresh
     * process is busy with itself.
     *
     * @param enough no further look is needed
     */
    private double share(String name, String source, double enough) throws Exception {
        try (var bench = new Bench(folder.resolve(name))) {
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int i = 0; i < CHANNELS; i++) {
                bench.channel(name + i, source.formatted(schedule(i)) + DESTINATION);
            }
            assertThat(bench.control().channels()).hasSize(CHANNELS);
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    ManagementFactory.getThreadMXBean().getThreadCount()
                                            < threads + MOST_THREADS);
            rest(SETTLE);
            double least = Double.MAX_VALUE;
            for (int i = 0; i < LOOKS && least >= enough; i++) {
                long before = process.getProcessCpuTime();
                long began = System.nanoTime();
                rest(LOOK);
                long used = process.getProcessCpuTime() - before;
                least = Math.min(least, used / (double) (System.nanoTime() - began));
            }
            return least;
        }
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.multipliedBy(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> System.nanoTime() > end);
    }

    private static String schedule(int i) {
        return i % 2 == 0
                ? "{ every: 1d, hours: 00-23:59 }"
                : "{ cron: \"0 %d 3 ? * MON-FRI\", missed: skip }".formatted(i % 60);
    }
}

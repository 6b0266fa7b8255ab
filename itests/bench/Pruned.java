import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * How long retention takes for the oldest messages, one class of them and three mixed ones, and what
 * the first case of the bench notices of it. What is due is made so by a limit of bytes, since time
 * cannot be made to pass.
 */
final class Pruned {

    private static final String DESTINATION = "out: { file: { folder: out, name: %s.hl7, append: true, sync: group } }";
    private static final String LIMIT = "bytes: 1MB";

    private static final Pattern GAVE =
            Pattern.compile("^(\\S+) (\\S+) .*retention gave ([0-9]+) MB back");

    private final Rig rig;
    private final Table table;
    private final Map<String, String> options;
    private final long many;

    Pruned(Rig rig, Table table, Map<String, String> options) {
        this.rig = rig;
        this.table = table;
        this.options = options;
        this.many = Long.parseLong(options.get("pruned"));
    }

    /** A channel with a class of retention of its own. */
    private record Class(String name, int port, String period) {}

    private static final String BESIDE = "load";
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int ROUNDS = 3;

    void run() throws IOException {
        oneClass();
        threeClasses();
    }

    private void save(Class channel, String limit) throws IOException {
        rig.channel(
                channel.name(),
                channel.port(),
                DESTINATION.formatted(channel.name()),
                "retention: { content: " + channel.period() + limit + " }\n");
    }

    private List<Class> begin(String... periods) throws IOException {
        rig.channel(DESTINATION.formatted(BESIDE));
        var classes = new ArrayList<Class>();
        for (var period : periods) {
            classes.add(new Class("kept-" + period, Rig.freePort(), period));
        }
        for (var channel : classes) {
            save(channel, "");
        }
        rig.start("");
        return classes;
    }

    /** Fills all of them at the same time; a stop leaves a checkpoint, which must cover what goes. */
    private void fill(List<Class> classes) throws IOException {
        long pid = rig.pid();
        long each = many / classes.size();
        var loads = new ArrayList<CompletableFuture<Void>>();
        var failure = new AtomicReference<Exception>();
        for (var channel : classes) {
            loads.add(
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    rig.load(
                                            "adt_a01.hl7",
                                            channel.port(),
                                            pid,
                                            () -> 0,
                                            "--connections",
                                            "" + 64 / classes.size(),
                                            "--count",
                                            "" + each);
                                } catch (IOException | RuntimeException e) {
                                    failure.set(e);
                                }
                            }));
        }
        loads.forEach(CompletableFuture::join);
        if (failure.get() != null) {
            throw new Rig.Failed("the store could not be filled: " + failure.get().getMessage());
        }
        rig.exec("store:tidy");
        rig.stop();
        rig.start("");
    }

    /** All channels keep a little from now on; when that was said. */
    private Instant prune(List<Class> classes) throws IOException {
        var begin = Instant.now();
        for (var channel : classes) {
            save(channel, ", " + LIMIT);
        }
        return begin;
    }

    /**
     * How long it took until the oldest were gone, and what came back.
     *
     * @param megabytes as the engine's log says it
     */
    private record Took(double seconds, long megabytes) {}

    /** Waits until the store knows of few of them; the engine's log says when it was done. */
    private Took took(List<Class> classes, Instant begin) throws IOException {
        for (var channel : classes) {
            rig.until(
                    "the retention of " + channel.name(),
                    120,
                    () -> left(channel) < many / classes.size() / 2);
        }
        var end = begin;
        long megabytes = 0;
        for (var line : Files.readAllLines(rig.base().resolve("log/pons.log"))) {
            var said = GAVE.matcher(line);
            if (!said.find()) {
                continue;
            }
            var when = Instant.parse(said.group(1) + "T" + said.group(2));
            if (when.isAfter(begin)) {
                end = when;
                megabytes += Long.parseLong(said.group(3));
            }
        }
        return new Took(Duration.between(begin, end).toMillis() / 1e3, megabytes);
    }

    /** Messages of a channel that the archive has. */
    private long left(Class channel) throws IOException {
        return rig.exec("store:usage").lines()
                .filter(l -> l.startsWith(channel.name() + " "))
                .map(l -> Long.parseLong(l.split(" +")[1]))
                .findFirst()
                .orElse(0L);
    }

    private void oneClass() throws IOException {
        var classes = begin("30d");
        fill(classes);
        var took = took(classes, prune(classes));
        row("prune of " + many + ", one class", took, "under 3 s", 3, true);
        rig.stop();
    }

    private void threeClasses() throws IOException {
        var classes = begin("30d", "90d", "1y");
        var slowest = new Took(0, 0);
        var sum = new Beside(0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            for (var channel : classes) {
                save(channel, "");
            }
            fill(classes);
            var begin = new AtomicReference<>(Instant.EPOCH);
            var beside = beside(() -> begin.set(prune(classes)));
            sum = new Beside(sum.before() + beside.before(), sum.since() + beside.since());
            var took = took(classes, begin.get());
            slowest = took.seconds() > slowest.seconds() ? took : slowest;
        }
        double kept = sum.since() / sum.before();
        row(
                "prune of %d, three classes, %.0f %% of the load".formatted(many, 100 * kept),
                slowest,
                "within 10 s, dent up to 10 %",
                10,
                kept >= 0.9);
        rig.stop();
    }

    /** Something to do. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** What the first case delivered in the time before something was done, and in as much since. */
    private record Beside(double before, double since) {}

    /**
     * Does something beside the first case. Both windows touch: the pace of a machine of this size
     * wanders by a tenth and more from one minute to the next.
     */
    private Beside beside(Work work) throws IOException {
        var found = new AtomicReference<Beside>();
        rig.load(
                "adt_a01.hl7",
                rig.in,
                rig.pid(),
                () -> {
                    if (found.get() == null) {
                        found.set(around(work));
                    }
                    return 0;
                },
                "--connections",
                "64",
                "--warmup",
                options.get("warmup"),
                "--duration",
                "" + (2 * WINDOW.toSeconds() + 2));
        return found.get();
    }

    private Beside around(Work work) throws IOException {
        long start = delivered();
        long middle = deliveredAfterWindow();
        work.run();
        return new Beside(middle - start, deliveredAfterWindow() - middle);
    }

    private long deliveredAfterWindow() {
        var end = CompletableFuture.delayedExecutor(WINDOW.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(this::delivered, end).join();
    }

    /** Bytes that the first case delivered. */
    private long delivered() {
        try {
            return Files.size(rig.base().resolve("out").resolve(BESIDE + ".hl7"));
        } catch (IOException e) {
            throw new Rig.Failed("what was delivered cannot be read: " + e.getMessage());
        }
    }

    private void row(String name, Took took, String wanted, double most, boolean besides) {
        Map<String, String> figures = new HashMap<>();
        figures.put("took s", Table.decimals(took.seconds(), 2));
        table.row(
                name,
                figures,
                wanted + ", disk returned (" + took.megabytes() + " MB)",
                Table.verdict(took.seconds() <= most, besides, took.megabytes() > 0));
    }
}

package dev.pons.speed;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs the benchmarks and prints a table; exit code 3: one does less than it must. What it must on
 * a machine of another speed follows from what HAPI does in the same run. Called by {@code ./pons
 * speed}; the arguments are the commit, and {@code --quick}.
 */
public final class SpeedTable {

    /**
     * A row.
     *
     * @param beside the benchmark of HAPI; empty: none
     * @param must messages a second
     */
    private record Row(String what, String benchmark, String beside, int must) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(
                            "ADT of 669 B: read, change a field, write",
                            "adtOneField",
                            "adtOneFieldHapi",
                            400_000),
                    new Row(
                            "ORU of 2.4 KB: read, change a field, write",
                            "oruOneField",
                            "oruOneFieldHapi",
                            150_000),
                    new Row(
                            "ADT: `keep` and `set` of three fields",
                            "keepAndSet",
                            "keepAndSetHapi",
                            150_000),
                    new Row("ADT: `script`, three gets and sets", "script", "", 50_000),
                    new Row("ADT: the same with `e4x: true`", "classicScript", "", 12_000));

    /** HAPI, bytes a second of an ADT of 482 and an ORU of 3,000, where the goals were set. */
    private static final double ADT_THERE = 6_700 * 482;

    private static final double ORU_THERE = 1_400 * 3_000;

    private final Map<String, RunResult> results;

    private SpeedTable(Map<String, RunResult> results) {
        this.results = results;
    }

    /** See above. */
    public static void main(String[] arguments) throws RunnerException {
        boolean quick = List.of(arguments).contains("--quick");
        var out = System.out;
        out.printf(
                Locale.ROOT,
                "machine: %d cores, JDK %s, %s %s, load average before: %.1f; commit %s; one thread,"
                        + " JMH%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                arguments.length == 0 ? "unknown" : arguments[0]);
        var options =
                new OptionsBuilder()
                        .include(Edits.class.getName())
                        .forks(quick ? 1 : 2)
                        .warmupIterations(quick ? 2 : 3)
                        .warmupTime(TimeValue.seconds(quick ? 1 : 3))
                        .measurementIterations(quick ? 3 : 5)
                        .measurementTime(TimeValue.seconds(quick ? 1 : 3))
                        .jvmArgs("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build();
        var all =
                new Runner(options)
                        .run().stream()
                                .collect(
                                        Collectors.toMap(
                                                r -> last(r.getParams().getBenchmark()), r -> r));
        System.exit(new SpeedTable(all).print(out) ? 0 : 3);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private double score(String benchmark) {
        return benchmark.isEmpty() ? 0 : results.get(benchmark).getPrimaryResult().getScore();
    }

    /** How fast this machine is beside the one where the goals were set, by HAPI's better half. */
    private double pace() {
        return Math.max(
                score("adtOneFieldHapi") * Messages.ADT.length() / ADT_THERE,
                score("oruOneFieldHapi") * Messages.ORU.length() / ORU_THERE);
    }

    private boolean print(PrintStream out) {
        boolean well = true;
        double pace = pace();
        out.println(
                "| on one core | /s | ± | HAPI 2.6.0 /s | times | must show | at this machine's pace |");
        out.println("|---|---|---|---|---|---|---|");
        for (var row : ROWS) {
            var ours = results.get(row.benchmark()).getPrimaryResult();
            double hapi = score(row.beside());
            well &= ours.getScore() >= row.must() * Math.min(1, pace);
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f %% | %s | %s | %s | %s |%n",
                    row.what(),
                    ours.getScore(),
                    100 * ours.getScoreError() / ours.getScore(),
                    hapi == 0 ? "" : String.format(Locale.ROOT, "%,.0f", hapi),
                    hapi == 0 ? "" : String.format(Locale.ROOT, "%.1f", ours.getScore() / hapi),
                    verdict(ours.getScore(), row.must()),
                    verdict(ours.getScore(), row.must() * pace));
        }
        out.printf(
                Locale.ROOT,
                "%nThis machine's pace is %.2f of the one where the goals were set, by HAPI in this"
                        + " run and there.%n",
                pace);
        return well;
    }

    private static String verdict(double score, double must) {
        return String.format(Locale.ROOT, "%,.0f/s: %s", must, score >= must ? "yes" : "no");
    }
}

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of a bench: a line for each run, printed when it is known. */
final class Table {

    private static final List<String> COLUMNS =
            List.of("in/s", "share", "out/s", "p50 ms", "p99 ms", "CPU", "RSS MB", "lag", "took s", "load", "errors");

    private final List<Row> rows = new ArrayList<>();

    /** A line: figures by column, what it must show and whether it does. */
    private record Row(String name, Map<String, String> figures, String wanted, String reached) {}

    void head() {
        print(new Row("run", COLUMNS.stream().collect(Collectors.toMap(c -> c, c -> c)), "must show", "does"));
    }

    void row(String name, Map<String, String> figures, String wanted, String reached) {
        var row = new Row(name, figures, wanted, reached);
        rows.add(row);
        print(row);
    }

    private static void print(Row row) {
        var line = new StringBuilder(String.format("%-44s", row.name()));
        for (var column : COLUMNS) {
            line.append(String.format(" %7s", row.figures().getOrDefault(column, "-")));
        }
        line.append("  ").append(row.wanted());
        System.out.println(line.append(row.reached().isEmpty() ? "" : ": " + row.reached()));
    }

    /** A line of it does not show what it must. */
    boolean anyMissed() {
        return rows.stream().anyMatch(r -> r.reached().startsWith("no"));
    }

    String json(String machine) {
        return rows.stream()
                .map(Table::json)
                .collect(
                        Collectors.joining(
                                ",\n", "{\"machine\": " + quoted(machine) + ",\n  \"runs\": [\n", "\n  ]}\n"));
    }

    private static String json(Row row) {
        return row.figures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(f -> quoted(f.getKey()) + ": " + quoted(f.getValue()))
                .collect(
                        Collectors.joining(
                                ", ",
                                "    {\"run\": " + quoted(row.name()) + ", ",
                                ", \"must show\": " + quoted(row.wanted()) + ", \"does\": " + quoted(row.reached()) + "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A number with so many decimals. */
    static String decimals(double number, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", number);
    }

    /** {@code yes}, or which of several things does not hold. */
    static String verdict(boolean... all) {
        for (int i = 0; i < all.length; i++) {
            if (!all[i]) {
                return all.length == 1 ? "no" : "no (" + (i + 1) + ")";
            }
        }
        return "yes";
    }

    /** Seconds of the engine per 1,000 messages. */
    static double cpu(Rig.Json json) {
        return 1000 * numberEnding(json, "cpu_s_") / json.number("messages");
    }

    /** Resident memory of the engine, MB. */
    static double rss(Rig.Json json) {
        return numberEnding(json, "rss_mb_");
    }

    private static double numberEnding(Rig.Json json, String begin) {
        return json.number(begin + "[0-9]+");
    }

    /** What a load measured, by column; a share or rate below 0 is left out. */
    static Map<String, String> figures(Rig.Json json, double share, double out) {
        Map<String, String> figures = new HashMap<>();
        figures.put("in/s", decimals(json.number("msgs_per_s"), 0));
        figures.put("p50 ms", decimals(json.number("p50_ms"), 2));
        figures.put("p99 ms", decimals(json.number("p99_ms"), 1));
        figures.put("CPU", decimals(cpu(json), 3));
        figures.put("RSS MB", decimals(rss(json), 0));
        figures.put("load", decimals(json.number("load_avg_end"), 1));
        if (share >= 0) {
            figures.put("share", decimals(100 * share, 0) + " %");
        }
        if (out >= 0) {
            figures.put("out/s", decimals(out, 0));
        }
        if (json.number("errors") > 0) {
            figures.put("errors", decimals(json.number("errors"), 0));
            System.err.println("  first error: " + json.word("first_error"));
        }
        return figures;
    }
}

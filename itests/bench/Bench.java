import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures the engine beside the least that any engine must do (LimitRelay), in one run, and prints a
 * table and, if asked, JSON. Called by {@code ./pons bench}.
 *
 * <pre>
 *   --seconds N    measured seconds of each run, default 60
 *   --warmup N     seconds before them, default 30, in which Java compiles what runs often
 *   --queued N     messages in the queue of the run "queued", default 1000000
 *   --stored N     messages in the store of the run "stored", default 5000000
 *   --pruned N     messages that retention takes in the run "pruned", default 1000000
 *   --quick        the same in small: 8 s after 5 s, 100000 queued, 200000 stored, 100000 pruned
 *   --only A,B     some of: file script lanes strict single-files one oru fan queued stored pruned
 *   --json FILE    the figures as JSON besides
 *   --pons FILE    bin/pons of an unpacked archive
 *   --here FOLDER  where the templates are
 * </pre>
 */
final class Bench {

    static final String FILE = "{ folder: out, name: bench%s.hl7, append: true, sync: group }";
    static final String LANES = "order: { key: \"%s\", lanes: 16 }";

    /** One of a connection's hundred keys; the order of a key can be told from the control ids. */
    static final String KEY = "{MSH-10 | regex('^.*-(..).*(..)$', '$1$2')}";

    /** Three fields, read and written. */
    static final String SCRIPT =
            """
            steps:
              - script:
                  code: |
                    msg.set('PID-5.1', msg.get('PID-5.1').toUpperCase());
                    msg.set('PID-8', msg.get('PID-8') === 'F' ? 'W' : 'M');
                    msg.set('PV1-3.1', msg.get('PV1-3.1') + 'x');
            """;

    private final Map<String, String> options;
    private final Rig rig;
    private final Table table = new Table();
    private final String machine;
    private double durable;
    private double relayed;
    private double oneP50;

    private Bench(Map<String, String> options) throws IOException {
        this.options = options;
        this.machine = machine(options);
        this.rig = new Rig(Path.of(options.get("here")), Path.of(options.get("pons")));
    }

    public static void main(String[] arguments) throws IOException {
        var options =
                new HashMap<>(
                        Map.of(
                                "seconds", "60", "warmup", "30", "queued", "1000000", "stored",
                                "5000000", "pruned", "1000000",
                                "only", "file,script,lanes,strict,single-files,one,oru,fan,queued,stored,pruned"));
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--quick")) {
                options.putAll(
                        Map.of("seconds", "8", "warmup", "5", "queued", "100000", "stored", "200000", "pruned", "100000"));
            } else if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                options.put(arguments[i].substring(2), arguments[++i]);
            } else {
                System.err.println("unknown option " + arguments[i] + "; see itests/bench/README.md");
                System.exit(2);
            }
        }
        var bench = new Bench(options);
        try {
            bench.run();
            bench.rig.close();
        } catch (Rig.Failed e) {
            System.err.println("pons bench: " + e.getMessage());
            bench.rig.close();
            System.exit(1);
        }
        System.exit(bench.table.anyMissed() ? 3 : 0);
    }

    private void run() throws IOException {
        System.out.println(machine);
        System.out.println();
        table.head();
        double plain = 0;
        for (var name : options.get("only").split(",")) {
            switch (name) {
                case "file" -> plain = file();
                case "script" -> script(plain > 0 ? plain : file());
                case "lanes" -> lanes();
                case "strict" -> strict();
                case "single-files" -> singleFiles();
                case "one" -> one();
                case "oru" -> oru();
                case "fan" -> fan();
                case "queued" -> new Starts(rig, table, options).queued();
                case "stored" -> new Starts(rig, table, options).stored();
                case "pruned" -> new Pruned(rig, table, options).run();
                default -> throw new Rig.Failed("there is no run " + name);
            }
        }
        System.out.println();
        System.out.println(
                "in/s: accepted and durable, out/s: delivered, while it was measured. share: of the limit of the same"
                    + " run.\nCPU: seconds of the engine per 1,000 messages. lag: entries that search did"
                    + " not show when the load ended.");
        if (options.containsKey("json")) {
            Files.writeString(Path.of(options.get("json")), table.json(machine));
        }
    }

    private static String machine(Map<String, String> options) {
        return "machine: %d cores, JDK %s, %s %s, load average before: %.1f; commit %s; %s s after %s s of warm-up"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        options.getOrDefault("commit", "unknown"),
                        options.get("seconds"),
                        options.get("warmup"));
    }

    // the runs

    private void limits() throws IOException {
        if (durable > 0) {
            return;
        }
        var logged = limit(false, 64);
        durable = logged.number("msgs_per_s");
        row("limit, durable", Table.figures(logged, -1, -1), "", "");
        var forwarded = limit(true, 64);
        relayed = out(forwarded);
        row("limit, durable, forwards", Table.figures(forwarded, -1, relayed), "", "");
    }

    private Rig.Json limit(boolean forwards, int connections) throws IOException {
        var limit = rig.limit(forwards);
        rig.sink().order("reset");
        try {
            return load("adt_a01.hl7", connections, limit.pid(), this::sunk);
        } finally {
            rig.end(limit);
        }
    }

    /** Accepted per second. */
    private double file() throws IOException {
        limits();
        engine("out: { file: " + FILE.formatted("") + " }");
        var json = load("adt_a01.hl7", 64, rig.pid(), this::copies);
        var lag = lag();
        double in = json.number("msgs_per_s");
        var figures = Table.figures(json, in / durable, out(json));
        figures.put("lag", "" + lag);
        rig.stop();
        row(
                "to one appended file",
                figures,
                "15,000/s, 45 %, p99 < 15 ms, CPU 0.10, RSS 400",
                Table.verdict(
                        in >= 15_000 && in >= 0.45 * durable,
                        json.number("p99_ms") < 15,
                        Table.cpu(json) <= 0.10,
                        Table.rss(json) <= 400));
        return in;
    }

    /** The same with a script that changes three fields. */
    private void script(double plain) throws IOException {
        rig.channel("out: { file: " + FILE.formatted("") + " }", SCRIPT);
        rig.start("");
        var json = load("adt_a01.hl7", 64, rig.pid(), this::copies);
        double in = json.number("msgs_per_s");
        double out = out(json);
        rig.stop();
        row(
                "the same with a script",
                Table.figures(json, -1, out),
                "60 %% of it without, %.0f %%, no backlog".formatted(100 * in / plain),
                Table.verdict(in >= 0.6 * plain, json.number("out") >= 0.95 * in * seconds()));
    }

    private void lanes() throws IOException {
        limits();
        engine(rig.toSink(LANES.formatted(KEY)));
        rig.sink().order("reset");
        var json = load("adt_a01.hl7", 64, rig.pid(), this::sunk);
        double out = out(json);
        var figures = Table.figures(json, out / relayed, out);
        double behind = json.number("acked_total") - rig.sink().order("count");
        figures.put("lag", "" + lag());
        rig.stop();
        row(
                "to one MLLP sink, 16 lanes by key",
                figures,
                "10,000/s out, 50 %, no backlog",
                Table.verdict(out >= 10_000 && out >= 0.5 * relayed, behind < json.number("msgs_per_s")));
    }

    private void strict() throws IOException {
        limits();
        engine(rig.toSink("order: strict"));
        rig.sink().order("reset");
        var json = load("adt_a01.hl7", 64, rig.pid(), this::sunk);
        double out = out(json);
        rig.stop();
        row("to one MLLP sink, strict", Table.figures(json, out / relayed, out), "4,000/s out", Table.verdict(out >= 4000));
    }

    private void singleFiles() throws IOException {
        limits();
        engine("out: { file: { folder: out, name: \"{id}.hl7\", sync: group } }");
        var json = load("adt_a01.hl7", 64, rig.pid(), this::files);
        double out = out(json);
        rig.stop();
        row("one file per message", Table.figures(json, -1, out), "5,000/s out", Table.verdict(out >= 5000));
    }

    private void one() throws IOException {
        var limit = limit(true, 1);
        oneP50 = limit.number("p50_ms");
        row("limit, one connection", Table.figures(limit, -1, -1), "", "");
        engine(rig.toSink("order: strict"));
        var json = load("adt_a01.hl7", 1, rig.pid(), this::sunk);
        rig.stop();
        row(
                "one connection",
                Table.figures(json, -1, -1),
                "p50 <= 1.3 x limit's",
                Table.verdict(json.number("p50_ms") <= 1.3 * oneP50));
    }

    private void oru() throws IOException {
        engine("out: { file: " + FILE.formatted("") + " }");
        var json = load("oru_r01.hl7", 64, rig.pid(), this::copies);
        double out = out(json);
        rig.stop();
        row("ORU of 2.4 KB to one appended file", Table.figures(json, -1, out), "10,000/s", Table.verdict(json.number("msgs_per_s") >= 10_000));
    }

    private void fan() throws IOException {
        engine(
                List.of("a", "b", "c", "d").stream()
                        .map(n -> n + ": { file: " + FILE.formatted("-" + n) + " }")
                        .collect(Collectors.joining("\n")));
        var json = load("adt_a01.hl7", 64, rig.pid(), this::copies);
        double out = out(json);
        rig.stop();
        row(
                "one source to 4 appended files",
                Table.figures(json, -1, out),
                "6,000/s in, 24,000/s out",
                Table.verdict(json.number("msgs_per_s") >= 6000 && out >= 24_000));
    }

    // what the runs share

    private void engine(String destinations) throws IOException {
        rig.channel(destinations);
        rig.start("");
    }

    private Rig.Json load(String template, int connections, long pid, Rig.Count count)
            throws IOException {
        return rig.load(
                template,
                rig.in,
                pid,
                count,
                "--connections",
                "" + connections,
                "--warmup",
                options.get("warmup"),
                "--duration",
                options.get("seconds"));
    }

    /** Delivered per second while the generator measured. */
    private double out(Rig.Json json) {
        return json.number("out") / seconds();
    }

    private double seconds() {
        return Double.parseDouble(options.get("seconds"));
    }

    private long sunk() throws IOException {
        return rig.sink().order("count");
    }

    private long files() throws IOException {
        try (var all = Files.list(rig.base().resolve("out"))) {
            return all.filter(f -> f.toString().endsWith(".hl7")).count();
        }
    }

    /** Messages in all files of the run. */
    private long copies() throws IOException {
        long bytes = 0;
        List<Path> files;
        try (var all = Files.list(rig.base().resolve("out"))) {
            files = all.toList();
        }
        for (var file : files) {
            bytes += Files.size(file);
        }
        return files.isEmpty() ? 0 : Math.round(bytes / lengthOfFirst(files.get(0)));
    }

    private static double lengthOfFirst(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(16_384), java.nio.charset.StandardCharsets.ISO_8859_1);
            int second = text.indexOf("MSH|", 4);
            if (second < 0) {
                throw new Rig.Failed("one message in " + file + " only");
            }
            return second;
        }
    }

    /** Entries that search does not show now. */
    private long lag() throws IOException {
        var line = rig.exec("engine:info").lines().filter(l -> l.startsWith("search")).findFirst().orElse("");
        var digits = line.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private void row(String name, Map<String, String> figures, String wanted, String reached)
            throws IOException {
        table.row(name, figures, wanted, reached);
        rig.trouble().forEach(l -> System.out.println("  log: " + l));
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Starts with much in the queue or in the store, beside the start of an empty engine. */
final class Starts {

    private final Rig rig;
    private final Table table;
    private final Map<String, String> options;

    Starts(Rig rig, Table table, Map<String, String> options) {
        this.rig = rig;
        this.table = table;
        this.options = options;
    }

    /** A destination is down while many come; the engine is killed; the destination returns. */
    void queued() throws IOException {
        double empty = emptyStart();
        long many = Long.parseLong(options.get("queued"));
        rig.channel(rig.toSink(Bench.LANES.formatted(Bench.KEY)));
        rig.start("-Xmx256m");
        rig.sink().order("down");
        rig.sink().order("reset");
        var json = rig.load("adt_a01.hl7", rig.pid(), "--connections", "64", "--count", "" + many);
        rig.kill();
        double afterKill = rig.start("-Xmx256m");
        rig.stop();
        double afterStop = rig.start("-Xmx256m");
        long before = Files.size(rig.sink().log());
        rig.sink().order("up");
        rig.until("the first delivery", 400, () -> rig.sink().order("count") > 0);
        long begin = System.nanoTime();
        rig.until("the last delivery", 900, () -> rig.sink().order("count") >= many);
        double rate = many / ((System.nanoTime() - begin) / 1e9);
        boolean ordered = KeyOrder.holds(rig.sink().log(), before);
        rig.stop();
        table.row(
                many + " queued, drained by 16 lanes, -Xmx256m",
                Table.figures(json, -1, rate),
                "8,000/s out, order per key",
                Table.verdict(rate >= 8000, ordered));
        start("start with " + many + " queued, after kill -9", afterKill, empty);
        start("start with " + many + " queued, after stop", afterStop, empty);
    }

    void stored() throws IOException {
        double empty = emptyStart();
        long many = Long.parseLong(options.get("stored"));
        rig.channel("out: { file: " + Bench.FILE.formatted("") + " }");
        rig.start("");
        rig.load("adt_a01.hl7", rig.pid(), "--connections", "64", "--count", "" + many);
        rig.kill();
        double afterKill = rig.start("");
        rig.stop();
        start("start with " + many + " stored, after kill -9", afterKill, empty);
        start("start with " + many + " stored, after stop", rig.start(""), empty);
        rig.stop();
    }

    private double emptyStart() throws IOException {
        rig.channel(rig.toSink("order: strict"));
        rig.start("");
        rig.stop();
        double seconds = rig.start("");
        rig.stop();
        return seconds;
    }

    private void start(String name, double seconds, double empty) throws IOException {
        Map<String, String> figures = new HashMap<>();
        figures.put("took s", Table.decimals(seconds, 2));
        var wanted = "within 2 s of empty, " + Table.decimals(empty, 2) + " s";
        table.row(name, figures, wanted, Table.verdict(seconds <= empty + 2));
    }
}

package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long searches take among many messages: writes them over several days, then asks each kind of
 * question. Arguments: an empty folder (or one that was filled before), messages, days, repeats;
 * with a fifth one the oldest day is forgotten at the end.
 */
public final class IndexBench {

    private static final long BEGIN = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int CHANNELS = 20;
    private static final String[] TYPES = {"ADT^A01", "ADT^A08", "ORU^R01", "ORM^O01", "SIU^S12"};

    private final Store store;
    private final int messages;
    private final int days;
    private final PrintStream out = new PrintStream(System.out, true);

    private IndexBench(Store store, int messages, int days) {
        this.store = store;
        this.messages = messages;
        this.days = days;
    }

    /** Runs and prints. */
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var messages = args.length > 1 ? Integer.parseInt(args[1]) : 5_000_000;
        var days = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        var repeats = args.length > 3 ? Integer.parseInt(args[3]) : 200;
        try (var store =
                Journal.open(
                        folder,
                        Settings.DEFAULTS,
                        Clock.systemUTC(),
                        (why, cause) -> System.err.println(why))) {
            var bench = new IndexBench(store, messages, days);
            bench.fill();
            bench.ask(repeats);
            if (args.length > 4) {
                bench.forget();
            }
        }
    }

    private void fill() throws Exception {
        store.search().catchUp(3_600_000);
        if (!store.search().find(MessageQuery.newest(1)).rows().isEmpty()) {
            return;
        }
        var began = System.nanoTime();
        var batch = new ArrayList<Entry>();
        for (var i = 0; i < messages; i++) {
            batch.add(message(i));
            if (batch.size() == 1000 || i == messages - 1) {
                finish(batch, i);
                batch.clear();
            }
        }
        store.search().catchUp(3_600_000);
        out.printf(
                "%d messages over %d days, %.0f a second with the index%n",
                messages, days, messages / ((System.nanoTime() - began) / 1e9));
    }

    private Entry message(int i) {
        var identity =
                Map.of(
                        "id",
                        "MSG" + i,
                        "type",
                        TYPES[i % TYPES.length],
                        "patient",
                        "" + i * 7919L % 200_000);
        return new Entry.Received(
                "channel" + i % CHANNELS,
                1,
                BEGIN + (long) ((double) i / messages * days * DAY),
                Origin.SOURCE,
                Entry.Once.NONE,
                Map.of(),
                identity,
                Content.of(("MSH|word" + i % 1000 + "|x").getBytes()));
    }

    private void finish(List<Entry> received, int lastIndex) throws Exception {
        var commit = store.append(received);
        commit.await(Samples.LONG);
        var first = commit.first();
        var rest = new ArrayList<Entry>();
        for (var n = 0; n < received.size(); n++) {
            var i = lastIndex - received.size() + 1 + n;
            var at = ((Entry.Received) received.get(n)).at();
            rest.add(
                    new Entry.Routed(
                            first + n,
                            1,
                            at,
                            Entry.End.ROUTED,
                            "",
                            Map.of(),
                            Map.of("ward", "" + i % 50),
                            List.of(Samples.branch("lab", DeliveryState.QUEUED, ""))));
            var state = i % 10_000 == 77 ? DeliveryState.HELD : DeliveryState.DELIVERED;
            rest.add(Samples.result(first + n, "lab", state, 1));
        }
        store.append(rest).await(Samples.LONG);
    }

    private void ask(int repeats) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        for (var question : questions().entrySet()) {
            var took = new long[repeats];
            var cpu = threads.getCurrentThreadCpuTime();
            var rows = 0;
            for (var i = 0; i < repeats; i++) {
                var query = question.getValue().of(i * 104_729 % messages);
                var began = System.nanoTime();
                rows += store.search().find(query).rows().size();
                took[i] = System.nanoTime() - began;
            }
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            Arrays.sort(took);
            out.printf(
                    "%-34s %6.2f ms p50, %6.2f ms p99, %6.2f ms CPU, %5.1f rows%n",
                    question.getKey(),
                    took[repeats / 2] / 1e6,
                    took[repeats * 99 / 100] / 1e6,
                    cpu / 1e6 / repeats,
                    (double) rows / repeats);
        }
    }

    private void forget() throws Exception {
        var began = System.nanoTime();
        var end = Instant.ofEpochMilli(BEGIN + DAY);
        var bytes = store.search().forget("", end, end);
        out.printf(
                "%d messages forgotten, %d MB back, %.0f ms%n",
                messages / days, bytes >> 20, (System.nanoTime() - began) / 1e6);
    }

    /** A question about the n-th message. */
    private interface Question {
        MessageQuery of(int n);
    }

    private Map<String, Question> questions() {
        var all = new LinkedHashMap<String, Question>();
        all.put("newest", n -> page());
        all.put("channel", n -> page().ofChannel(channel(n)));
        all.put("channel and type", n -> page().ofChannel(channel(n)).ofType(type(n)));
        all.put("type ADT", n -> page().ofType(Optional.of("ADT")));
        all.put("time", n -> page().between(at(n), at(n + 1000)));
        all.put("until", n -> page().between(Optional.empty(), at(n)));
        all.put(
                "from, oldest first",
                n -> MessageQuery.oldest(20).between(at(n), Optional.empty()));
        all.put("channel and time", n -> page().ofChannel(channel(n)).between(at(n), at(n + 5000)));
        all.put("held", n -> page().inState(Optional.of(MessageState.HELD)));
        all.put("accepted (none)", n -> page().inState(Optional.of(MessageState.ACCEPTED)));
        all.put("done", n -> page().inState(Optional.of(MessageState.DONE)));
        all.put(
                "held of a channel",
                n -> page().inState(Optional.of(MessageState.HELD)).ofChannel(channel(17)));
        all.put("control id", n -> page().withControl(Optional.of("MSG" + n)));
        all.put("control id (none)", n -> page().withControl(Optional.of("NO" + n)));
        all.put("patient", n -> page().withPatient(patient(n)));
        all.put(
                "patient and type and time",
                n -> page().withPatient(patient(n)).ofType(type(n)).between(at(n), at(messages)));
        all.put("ward (2 % of all)", n -> page().withIndex("ward", "" + n % 50));
        all.put(
                "ward and patient",
                n -> page().withIndex("ward", "" + n % 50).withPatient(patient(n)));
        all.put("ward, oldest first", n -> MessageQuery.oldest(20).withIndex("ward", "" + n % 50));
        return all;
    }

    private static MessageQuery page() {
        return MessageQuery.newest(20);
    }

    private static Optional<String> channel(int n) {
        return Optional.of("channel" + n % CHANNELS);
    }

    private static Optional<String> type(int n) {
        return Optional.of(TYPES[n % TYPES.length]);
    }

    private static Optional<String> patient(int n) {
        return Optional.of("" + n * 7919L % 200_000);
    }

    private Optional<Instant> at(int n) {
        return Optional.of(
                Instant.ofEpochMilli(BEGIN + (long) ((double) n / messages * days * DAY)));
    }
}

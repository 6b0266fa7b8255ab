package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.Result;
import dev.pons.plugin.sql.Postgres;
import dev.pons.plugin.sql.Sqlite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Rows go from one table through the engine into another, while the engine and the database are
 * killed: each row is in the journal once by its position (semantics 1.5), and in the other table
 * at least once, twice only where its delivery was unknown and a person released it (semantics
 * 4.1). {@code -Dsql.rows=1000000 -Dsql.kills=20} makes it a long run. The rates are printed.
 */
class SqlIT {

    private static final int ROWS = Integer.getInteger("sql.rows", 20_000);
    private static final int KILLS = Integer.getInteger("sql.kills", 2);
    private static final long SEED = Long.getLong("sql.seed", System.nanoTime());

    /** Rows that go through before anything is measured. */
    private static final int WARM = 5_000;

    private static final Duration LONGEST = Duration.ofSeconds(180 + ROWS / 200);
    private static final Pattern HELD = Pattern.compile("(\\d+) done");

    @TempDir Path folder;
    private final Random random = new Random(SEED);

    @Test
    void rows_of_postgresql_come_once_and_arrive_at_least_once() throws Exception {
        Postgres server = Postgres.running();
        server.run(
                "drop table if exists source, sink",
                "create table source (id bigint primary key, name text, taken int default 0)",
                "create table sink (key text, id bigint)",
                "insert into source (id, name) select n, 'row ' || n from generate_series(1, "
                        + ROWS
                        + ") n");
        try (Instance instance = Instance.fresh()) {
            run(
                    instance,
                    channel(server.login(), server.login()),
                    query -> server.ask(query).get(0),
                    () -> {
                        server.kill();
                        server.start();
                    });
        }
    }

    @Test
    void rows_of_sqlite_come_once_and_arrive_at_least_once() throws IOException {
        Path source = folder.resolve("source.db");
        Path sink = folder.resolve("sink.db");
        Sqlite.run(
                source,
                "create table source (id integer primary key, name text, taken int default 0)",
                "insert into source (id, name) with recursive n(i) as (select 1 union all select i"
                        + " + 1 from n where i < "
                        + ROWS
                        + ") select i, 'row ' || i from n");
        Sqlite.run(sink, "pragma journal_mode=wal", "create table sink (key text, id integer)");
        try (Instance instance = Instance.fresh()) {
            run(
                    instance,
                    channel(sqlite(source), sqlite(sink)),
                    query -> Sqlite.ask(query.contains("sink") ? sink : source, query).get(0),
                    instance::kill9);
        }
    }

    private static String sqlite(Path file) {
        return "url: \"jdbc:sqlite:" + file + "\"";
    }

    private static String channel(String source, String sink) {
        return """
               source:
                 sql:
                   { %s, query: "select id, name from source where id > :position order by id",
                     position: id, start: "0", after: "update source set taken = taken + 1 where id = :id" }
                 format: json
               destinations:
                 sink:
                   sql:
                     { %s, statement: "insert into sink (key, id) values (:key, :id)",
                       values: { id: { value: "{$.id}", type: number } } }
                   retry: { first: 100ms, longest: 1s }
                   outcome:
                     - { when: { outcome: unknown }, then: hold, lane: goes-on }
               """
                .formatted(source, sink);
    }

    private void run(
            Instance instance, String channel, Function<String, String> ask, Runnable kill) {
        System.out.printf("sql: %d rows, %d kills each, seed %d%n", ROWS, KILLS, SEED);
        long begin = System.nanoTime();
        instance.channel("rows", channel).start();
        kills(instance, ask, kill);
        await("all rows in the journal, and nothing queued")
                .atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Books.of(instance).accepted() >= ROWS && settled(instance));
        long held = ROWS - number(ask, "select count(distinct id) from sink");
        System.out.printf(
                "  all there after %d s, %d not written as their delivery is unknown%n",
                (System.nanoTime() - begin) / 1_000_000_000, held);
        assertThat(Books.of(instance).accepted())
                .as("each row once in the journal")
                .isEqualTo(ROWS);
        assertThat(number(ask, "select count(*) from sink"))
                .as("twice in the table before anybody released what is unknown")
                .isEqualTo(ROWS - held);
        assertThat(number(ask, "select count(*) from source where taken = 0"))
                .as("rows whose after-statement did not run")
                .isZero();
        releasesWhatIsUnknown(instance, ask, held);
    }

    /** At random places of each part of the rows: the engine, then what was asked for. */
    private void kills(Instance instance, Function<String, String> ask, Runnable kill) {
        for (int i = 1; i <= KILLS; i++) {
            int goal = ROWS / (KILLS + 1) * i - random.nextInt(ROWS / (KILLS + 1) / 2);
            reaches(ask, goal);
            instance.kill9();
            instance.run("start");
            reaches(ask, Math.min(ROWS, goal + 500));
            kill.run();
            instance.run("start");
        }
    }

    /** What is held is more than what is missing where a commit went through unheard. */
    private static void releasesWhatIsUnknown(
            Instance instance, Function<String, String> ask, long missing) {
        String held = "message:release --channel rows --state held";
        await("the search to have all messages")
                .atMost(LONGEST)
                .until(() -> !instance.exec(held + " --dry-run").out().contains("behind"));
        Result released = instance.exec(held + " --yes --why looked-at").ok();
        var count = HELD.matcher(released.out());
        long unknown = count.find() ? Long.parseLong(count.group(1)) : 0;
        await("what was released to arrive")
                .atMost(LONGEST)
                .until(() -> number(ask, "select count(distinct id) from sink") == ROWS);
        await("the queue to drain").atMost(LONGEST).until(() -> settled(instance));
        long twice = number(ask, "select count(*) from sink") - ROWS;
        System.out.printf("  unknown %d, of these twice %d%n", unknown, twice);
        assertThat(twice).as("twice, where it was unknown").isEqualTo(unknown - missing);
        assertThat(Books.of(instance).agrees()).isTrue();
    }

    private static boolean settled(Instance instance) {
        return Books.of(instance).queued() == 0;
    }

    private static void reaches(Function<String, String> ask, int goal) {
        await("row " + goal)
                .atMost(LONGEST)
                .until(() -> number(ask, "select coalesce(max(id), 0) from sink") >= goal);
    }

    private static long number(Function<String, String> ask, String query) {
        return Long.parseLong(ask.apply(query));
    }

    /** 5,000 rows a second each way are what the rooms around it must allow on two cores. */
    @Test
    void the_rates_are_printed() throws IOException {
        Postgres server = Postgres.running();
        server.run(
                "drop table if exists source, sink",
                "create table source (id bigint primary key, name text, taken int default 0)",
                "create table sink (key text, id bigint)",
                rows(1, WARM));
        String both = channel(server.login(), server.login());
        Function<String, String> ask = query -> server.ask(query).get(0);
        try (Instance instance = Instance.fresh()) {
            instance.channel("rows", both.replaceAll(", after: \"[^\"]*\"", "")).start();
            reaches(ask, WARM);
            instance.exec("channel:pause rows sink").ok();
            server.run(rows(WARM + 1, WARM + ROWS));
            double polled = rate(() -> Books.of(instance).accepted() - WARM);
            instance.exec("channel:resume rows sink").ok();
            double written = rate(() -> number(ask, "select count(*) from sink") - WARM);
            System.out.printf(
                    "sql rates: %.0f rows/s polled, %.0f rows/s written, one after the other; 5,000/s each"
                            + " are asked for on two idle cores%n",
                    polled, written);
            assertThat(Books.of(instance).agrees()).isTrue();
        }
    }

    private static String rows(int from, int to) {
        return "insert into source (id, name) select n, 'row ' || n from generate_series(%d, %d) n"
                .formatted(from, to);
    }

    /** From the first that is seen on until all are there. */
    private static double rate(LongSupplier there) {
        var seen = new AtomicLong();
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> seen.updateAndGet(was -> there.getAsLong()) > 0);
        long first = seen.get();
        long begin = System.nanoTime();
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> there.getAsLong() == ROWS);
        return (ROWS - first) / ((System.nanoTime() - begin) / 1e9);
    }
}

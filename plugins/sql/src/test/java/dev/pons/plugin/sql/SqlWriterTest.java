package dev.pons.plugin.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Rows out, on PostgreSQL: batches, values, and what became of them (semantics 4.5). */
class SqlWriterTest {

    private static final String INSERT =
            "statement: \"insert into w (id, name) values (:id, :name)\", values: { id: i, name: n"
                    + " }";

    private final Kernel kernel = new Kernel();
    private final List<BatchDestination> open = new ArrayList<>();
    private Postgres server;

    @BeforeEach
    void table() throws IOException {
        server = Postgres.running();
        server.run(
                "drop table if exists w",
                "create table w (id int primary key, name text, at timestamp, raw bytea)");
    }

    @AfterEach
    void close() {
        open.forEach(BatchDestination::close);
        kernel.close();
    }

    private BatchDestination writer(String options) {
        return writer("2s", options);
    }

    private BatchDestination writer(String timeout, String options) {
        var login = server.login().replace("timeout: 2s", "timeout: " + timeout);
        var all = Options.of(SqlDestination.Options.class, "{ " + login + ", " + options + " }");
        var writer = (BatchDestination) new SqlDestination().create(all, kernel);
        open.add(writer);
        return writer;
    }

    private static Attempt row(String id, String name) {
        return Kernel.attempt("m" + id, "body of " + id, Map.of("i", id, "n", name));
    }

    private static List<Attempt> rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> row("" + i, "n" + i)).toList();
    }

    private static List<Delivery.Kind> kinds(List<Delivery> all) {
        return all.stream().map(Delivery::kind).toList();
    }

    @Test
    void many_are_written_in_one_transaction_and_values_are_never_sql() throws Exception {
        var evil = "'); drop table w; --";
        var all = new ArrayList<>(rows(300));
        all.add(row("301", evil));
        var results = writer(INSERT).sendAll(all);
        assertThat(kinds(results)).hasSize(301).containsOnly(Delivery.Kind.DELIVERED);
        assertThat(server.ask("select count(*) from w")).containsExactly("301");
        assertThat(server.ask("select name from w where id = 301")).containsExactly(evil);
        assertThat(server.ask("select count(distinct xmin::text) from w")).containsExactly("1");
    }

    /** What is before the refused one is committed, it is rejected, the rest is not sent. */
    @ParameterizedTest
    @CsvSource({"1", "2", "57", "100"})
    void one_that_is_refused_stands_alone(int bad) throws Exception {
        var all = new ArrayList<>(rows(100));
        all.set(bad - 1, row("" + bad, "canary"));
        server.run("alter table w add constraint no_birds check (name <> 'canary')");
        var results = writer(INSERT).sendAll(all);
        assertThat(results).hasSize(bad);
        assertThat(kinds(results.subList(0, bad - 1)))
                .allMatch(kind -> kind == Delivery.Kind.DELIVERED);
        var last = results.get(bad - 1);
        assertThat(last.kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(last.why()).contains("constraint", "23514").doesNotContain("canary");
        assertThat(Kernel.text(last.response().orElseThrow())).contains("no_birds");
        assertThat(server.ask("select count(*) from w")).containsExactly("" + (bad - 1));
    }

    @Test
    void a_value_that_does_not_fit_its_type_is_rejected_and_not_quoted() throws Exception {
        var writer =
                writer(
                        "statement: \"insert into w (id, at, raw) values (:id, :at, :raw)\", values:"
                                + " { id: { value: i, type: number }, at: { value: t, type:"
                                + " timestamp }, raw: { value: r, type: binary } }");
        var good = Map.of("i", "1", "t", "2026-01-31T12:00:00.5", "r", "AP8=");
        var bad = Map.of("i", "zwei", "t", "", "r", "");
        var results =
                writer.sendAll(
                        List.of(Kernel.attempt("a", "", good), Kernel.attempt("b", "", bad)));
        assertThat(kinds(results)).containsExactly(Delivery.Kind.DELIVERED, Delivery.Kind.REJECTED);
        assertThat(results.get(1).why()).contains(":id", "no number").doesNotContain("zwei");
        assertThat(server.ask("select at || encode(raw, 'hex') from w"))
                .containsExactly("2026-01-31 12:00:00.500ff");
    }

    @Test
    void an_empty_value_is_null_and_the_key_makes_a_message_once() throws Exception {
        server.run("alter table w add column key text unique");
        var writer =
                writer(
                        "statement: \"insert into w (id, name, key, raw) values (:id, :name, :key,"
                                + " :bytes) on conflict (key) do nothing\", values: { id: i, name: n"
                                + " }");
        writer.sendAll(List.of(row("1", "")));
        var again = writer.sendAll(List.of(row("1", "")));
        assertThat(kinds(again)).containsExactly(Delivery.Kind.DELIVERED);
        assertThat(
                        server.ask(
                                "select name is null and convert_from(raw, 'UTF8') = 'body of 1' from w"))
                .containsExactly("t");
    }

    /** SQLSTATE tells what is safe to repeat. */
    @ParameterizedTest
    @CsvSource({
        "40001, RETRY",
        "40P01, RETRY",
        "53200, RETRY",
        "55P03, RETRY",
        "57014, RETRY",
        "22003, REJECTED",
        "23505, REJECTED",
        "42501, REJECTED",
        "P0001, REJECTED"
    })
    void what_the_database_says_decides(String state, Delivery.Kind kind) throws Exception {
        server.run(
                "create or replace function fail(state text) returns int language plpgsql as $$"
                        + " begin raise exception 'Kanarienvogel' using errcode = state; end $$");
        var writer = writer("statement: \"select fail(:s)\", values: { s: s }, returns: rows");
        var result = writer.sendAll(List.of(Kernel.attempt("a", "", Map.of("s", state)))).get(0);
        assertThat(result.kind()).isEqualTo(kind);
        assertThat(result.why()).doesNotContain("Kanarienvogel");
        assertThat(Kernel.text(result.response().orElseThrow())).contains("Kanarienvogel");
    }

    private void ends(String when) {
        server.run(
                "create or replace function ends() returns trigger language plpgsql as $$ begin"
                        + " perform pg_terminate_backend(pg_backend_pid()); return null; end $$",
                "create constraint trigger ends after insert on w "
                        + when
                        + " for each row execute function ends()");
    }

    /** The line breaks inside of the commit: nobody knows, for all of the transaction. */
    @Test
    void a_line_that_breaks_in_the_commit_is_unknown() throws Exception {
        ends("deferrable initially deferred");
        var results = writer(INSERT).sendAll(rows(3));
        assertThat(kinds(results)).hasSize(3).containsOnly(Delivery.Kind.UNKNOWN);
    }

    @Test
    void a_line_that_breaks_before_the_commit_is_tried_again() throws Exception {
        ends("");
        var writer = writer(INSERT);
        assertThat(kinds(writer.sendAll(rows(3)))).containsExactly(Delivery.Kind.RETRY);
        server.run("drop trigger ends on w");
        assertThat(kinds(writer.sendAll(rows(3)))).containsOnly(Delivery.Kind.DELIVERED);
    }

    @Test
    void one_of_two_that_wait_for_each_other_is_tried_again() throws Exception {
        writer(INSERT).sendAll(rows(2));
        server.run(
                "create or replace function slowly() returns trigger language plpgsql as $$ begin"
                        + " perform pg_sleep(0.5); return new; end $$",
                "create trigger slowly before update on w for each row execute function slowly()");
        var update = "statement: \"update w set name = :n where id = :i\", values: { i: i, n: n }";
        var one = writer("20s", update);
        var other = writer("20s", update);
        var results = new ArrayList<Delivery>();
        try (var holder = server.connect()) {
            // both begin when this one lets go
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table w in share row exclusive mode");
            var there = List.of(row("1", "a"), row("2", "a"));
            var back = List.of(row("2", "b"), row("1", "b"));
            var first = CompletableFuture.supplyAsync(() -> send(one, there));
            var second = CompletableFuture.supplyAsync(() -> send(other, back));
            await().until(() -> waiting() == 2);
            holder.rollback();
            results.addAll(first.join());
            results.addAll(second.join());
        }
        assertThat(kinds(results))
                .containsExactlyInAnyOrder(
                        Delivery.Kind.DELIVERED, Delivery.Kind.DELIVERED, Delivery.Kind.RETRY);
        assertThat(results).anyMatch(result -> result.why().contains("deadlock"));
    }

    private long waiting() {
        return Long.parseLong(
                server.ask("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                        .get(0));
    }

    private static List<Delivery> send(BatchDestination writer, List<Attempt> all) {
        try {
            return writer.sendAll(all);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_statement_that_waits_too_long_is_cancelled_and_tried_again() throws Exception {
        try (var holder = server.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table w");
            var result = writer(INSERT).sendAll(rows(1)).get(0);
            assertThat(result.kind()).isEqualTo(Delivery.Kind.RETRY);
            assertThat(result.why()).contains("did not end in time");
        }
    }

    @Test
    void an_abort_ends_what_runs() throws Exception {
        try (var holder = server.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table w");
            var writer = writer("60s", INSERT);
            var result = CompletableFuture.supplyAsync(() -> send(writer, rows(1)));
            await().until(() -> waiting() == 1);
            long begin = System.nanoTime();
            writer.abort();
            assertThat(kinds(result.join())).containsExactly(Delivery.Kind.RETRY);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void keys_rows_and_what_a_procedure_sets_are_the_response() throws Exception {
        server.run(
                "drop table if exists g",
                "create table g (id serial primary key, name text)",
                "alter sequence g_id_seq restart with 41",
                "create or replace function twice(x numeric) returns numeric language sql as 'select 2 * x'",
                "create or replace procedure add_up(in a int, in b int, inout c int) language"
                        + " plpgsql as 'begin c := a + b; end'");
        var keys =
                writer(
                        "statement: \"insert into g (name) values (:n)\", values: { n: n }, keys: id");
        var results = keys.sendAll(List.of(row("1", "a"), row("2", "b")));
        assertThat(results.stream().map(r -> Kernel.text(r.response().orElseThrow())))
                .containsExactly(
                        "{\"changed\":1,\"keys\":{\"id\":41}}",
                        "{\"changed\":1,\"keys\":{\"id\":42}}");
        assertThat(results.get(0).response().orElseThrow().format()).isEqualTo("json");

        var rows =
                writer(
                        "statement: \"call add_up(:i, 4, null)\", values: { i: { value: i, type:"
                                + " number } }, returns: rows");
        assertThat(Kernel.text(rows.sendAll(rows(1)).get(0).response().orElseThrow()))
                .isEqualTo("{\"rows\":[{\"c\":5}]}");

        var out =
                writer(
                        "statement: \"{ :r = call twice(:i) }\", values: { i: { value: i, type:"
                                + " number } }, out: { r: number }");
        assertThat(Kernel.text(out.sendAll(rows(1)).get(0).response().orElseThrow()))
                .contains("\"out\":{\"r\":2}");
    }

    @Test
    void no_changed_row_is_told_where_asked() throws Exception {
        var update = "statement: \"update w set name = :n where id = :i\", values: { i: i, n: n }";
        assertThat(kinds(writer(update).sendAll(rows(1)))).containsExactly(Delivery.Kind.DELIVERED);
        var result = writer(update + ", unchanged: rejected").sendAll(rows(1)).get(0);
        assertThat(result.kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(result.why()).contains("changed no row");
    }

    @Test
    void an_upsert_may_have_one_key_twice_in_a_batch() throws Exception {
        var writer =
                writer(
                        "statement: \"insert into w (id, name) values (:id, :name) on conflict (id)"
                                + " do update set name = excluded.name\", values: { id: i, name: n"
                                + " }");
        var results = writer.sendAll(List.of(row("1", "a"), row("1", "b")));
        assertThat(kinds(results)).containsOnly(Delivery.Kind.DELIVERED);
        assertThat(server.ask("select name from w")).containsExactly("b");
    }

    @Test
    void options_that_do_not_fit_together_are_refused() {
        assertThatThrownBy(() -> writer("statement: \"insert into w values (:x)\""))
                .hasMessageContaining("values do not");
        assertThatThrownBy(() -> writer("statement: \"select 1\", values: { x: y }"))
                .hasMessageContaining("no :x");
    }
}

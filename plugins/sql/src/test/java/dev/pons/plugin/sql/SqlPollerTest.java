package dev.pons.plugin.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows in: positions, what is one message, what is done afterwards (semantics 1.5). */
class SqlPollerTest {

    private static final String BY_ID =
            "query: \"select id, name from t where id > :position order by id\", position: id,"
                    + " start: \"0\"";

    @TempDir Path folder;
    private final Kernel kernel = new Kernel();
    private final List<Poller> open = new ArrayList<>();
    private Path file;

    @BeforeEach
    void table() {
        file = folder.resolve("in.db");
        Sqlite.run(file, "create table t (id integer primary key, name, done int default 0)");
    }

    @AfterEach
    void close() {
        open.forEach(Poller::close);
        kernel.close();
    }

    private Poller poller(String login, String options) {
        var all = Options.of(SqlSource.Options.class, "{ " + login + ", " + options + " }");
        var poller = (Poller) new SqlSource().create(all, kernel);
        open.add(poller);
        return poller;
    }

    private Poller poller(String options) {
        return poller("url: \"jdbc:sqlite:" + file + "\"", options);
    }

    private void rows(int from, int to) {
        for (int i = from; i <= to; i++) {
            Sqlite.run(file, "insert into t (id, name) values (" + i + ", 'n" + i + "')");
        }
    }

    private void drain(Poller poller) throws Exception {
        while (poller.poll(kernel, kernel).kind() == Next.Kind.MORE) {
            assertThat(kernel.messages.size()).as("it comes to an end").isLessThan(1000);
        }
    }

    @Test
    void each_row_is_a_message_and_the_position_moves_with_them() throws Exception {
        rows(1, 5);
        var poller = poller(BY_ID + ", max-rows: 2");
        assertThat(poller.poll(kernel, kernel).kind()).isEqualTo(Next.Kind.MORE);
        assertThat(kernel.bodies())
                .containsExactly("{\"id\":1,\"name\":\"n1\"}", "{\"id\":2,\"name\":\"n2\"}");
        assertThat(kernel.cursors).containsEntry("", "integer:2");
        assertThat(kernel.messages.get(1).meta("sql.position")).contains("2");
        drain(poller);
        assertThat(kernel.messages).hasSize(5);
    }

    @Test
    void a_budget_bounds_a_poll() throws Exception {
        rows(1, 5);
        kernel.budget = 3;
        poller(BY_ID).poll(kernel, kernel);
        assertThat(kernel.messages).hasSize(3);
    }

    @Test
    void busy_keeps_nothing_and_the_rows_come_again() throws Exception {
        rows(1, 2);
        var poller = poller(BY_ID);
        kernel.answer = Receipt.Kind.BUSY;
        assertThat(poller.poll(kernel, kernel).kind()).isEqualTo(Next.Kind.MORE);
        assertThat(kernel.cursors).isEmpty();
        kernel.answer = Receipt.Kind.STORED;
        drain(poller);
        assertThat(kernel.messages).hasSize(2);
    }

    /** A page that would end inside of a tie ends before it; a tie alone is taken whole. */
    @Test
    void rows_of_one_position_are_never_torn() throws Exception {
        var positions = List.of(10, 20, 20, 20, 20, 20, 30, 40, 40);
        for (int position : positions) {
            Sqlite.run(file, "insert into t (name, done) values ('x', " + position + ")");
        }
        var poller =
                poller(
                        "query: \"select id, done as at from t where done > :position order by"
                                + " done\", position: at, start: \"0\", max-rows: 2");
        var sizes = new ArrayList<Integer>();
        int before = -1;
        while (before < kernel.messages.size()) {
            before = kernel.messages.size();
            poller.poll(kernel, kernel);
            sizes.add(kernel.messages.size() - before);
        }
        assertThat(sizes).containsExactly(1, 5, 1, 2, 0);
        assertThat(kernel.bodies()).doesNotHaveDuplicates().hasSize(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    select id from t where id > :position order by id desc | order
                    select id from t where id >= :position order by id     | not >=
                    select name as id from t where id > :position          | no position
                    select name from t where id > :position order by id    | no column
                    select id, id from t where id > :position order by id  | same name
                    """)
    void a_query_that_would_lose_or_double_rows_is_not_taken(String query, String words) {
        Sqlite.run(file, "insert into t (id, name) values (1, null), (2, null)");
        kernel.cursors.put("", query.contains(">=") ? "integer:1" : "integer:0");
        var poller = poller("query: \"" + query + "\", position: id, start: \"0\"");
        assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
        assertThat(kernel.why).contains(words);
        assertThat(kernel.messages).isEmpty();
    }

    /** The end comes when messages are on disk and nothing was done in the database yet. */
    @Test
    void what_was_due_is_done_after_an_end_in_between_and_no_row_comes_twice() throws Exception {
        rows(1, 3);
        var options =
                "query: \"select id, name from t where done = 0 order by id\", after: \"update t"
                        + " set done = done + 1 where id = :id\"";
        kernel.endsOnSubmit = true;
        assertThatThrownBy(() -> poller(options).poll(kernel, kernel))
                .isInstanceOf(Kernel.EndException.class);
        assertThat(Sqlite.ask(file, "select sum(done) from t")).containsExactly("0");

        drain(poller(options));
        assertThat(Sqlite.ask(file, "select sum(done) from t")).containsExactly("3");
        assertThat(kernel.messages).hasSize(3);
        assertThat(kernel.cursors.get("after")).isEmpty();
    }

    /** While it cannot be done, nothing new is taken, and the source says why. */
    @Test
    void an_after_statement_that_fails_holds_up_the_source() throws Exception {
        rows(1, 1);
        Sqlite.run(
                file, "create trigger no before update on t begin select raise(abort, 'x'); end");
        var poller = poller(BY_ID + ", after: \"update t set done = 1 where id = :id\"");
        assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
        rows(2, 2);
        assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
        assertThat(kernel.why).contains("constraint");
        assertThat(kernel.messages).hasSize(1);
        Sqlite.run(file, "drop trigger no");
        drain(poller);
        assertThat(kernel.messages).hasSize(2);
        assertThat(Sqlite.ask(file, "select sum(done) from t")).containsExactly("2");
    }

    @Test
    void a_statement_after_the_poll_knows_the_last_position() throws Exception {
        rows(1, 3);
        Sqlite.run(file, "create table seen (upto int)");
        drain(poller(BY_ID + ", after-poll: \"insert into seen values (:position)\""));
        assertThat(Sqlite.ask(file, "select upto from seen")).containsExactly("3");
    }

    @Test
    void all_rows_of_a_poll_are_one_message_with_a_header() throws Exception {
        Sqlite.run(file, "insert into t (name, done) values ('a,\"b', 1), ('', 2), (null, 3)");
        drain(
                poller(
                        "query: \"select name, done from t order by id\", message: rows, as:"
                                + " delimited"));
        assertThat(kernel.bodies()).containsExactly("name,done\n\"a,\"\"b\",1\n\"\",2\n,3\n");
    }

    @Test
    void a_poll_without_rows_gives_an_empty_message_where_asked() throws Exception {
        var query = "query: \"select name, done from t\", message: rows, as: delimited";
        poller(query).poll(kernel, kernel);
        assertThat(kernel.messages).isEmpty();
        poller(query + ", empty: send").poll(kernel, kernel);
        assertThat(kernel.bodies()).containsExactly("name,done\n");
    }

    @Test
    void a_column_is_the_message_and_the_others_are_facts() throws Exception {
        Sqlite.run(file, "insert into t (name, done) values (x'4d5348ff', 7)");
        drain(
                poller(
                        "query: \"select id, name, done from t where id > :position order by id\","
                                + " position: id, start: \"0\", body: name"));
        var message = kernel.messages.get(0);
        assertThat(message.body().toBytes()).isEqualTo(new byte[] {'M', 'S', 'H', (byte) 0xff});
        assertThat(message.meta("sql.done")).contains("7");
    }

    @Test
    void types_of_postgresql_are_honest_and_a_time_is_a_position_to_the_microsecond()
            throws Exception {
        var server = Postgres.running();
        server.run(
                "drop table if exists kinds",
                "create table kinds (at timestamp(6), \"Name\" text, n numeric(20,4), big bigint,"
                        + " yes boolean, day date, zoned timestamptz, raw bytea, j jsonb, tags"
                        + " text[], u uuid, nothing int, d double precision)",
                "insert into kinds values ('2026-01-31 12:00:00.123456', 'Zoë \"x\"', 10.5000,"
                        + " 9007199254740993, true, '2026-01-31', '2026-01-31T12:00:00+01',"
                        + " '\\x00ff', '{\"a\": [1, null]}', '{a,b}',"
                        + " '00000000-0000-0000-0000-000000000001', null, 'NaN')",
                "insert into kinds (at) values ('2026-01-31 12:00:00.123457')");
        var poller =
                poller(
                        server.login(),
                        "query: \"select * from kinds where at > :position order by at\", position:"
                                + " at, start: \"2026-01-01\", max-rows: 1");
        drain(poller);
        assertThat(kernel.bodies()).hasSize(2);
        assertThat(kernel.bodies().get(0))
                .isEqualTo(
                        "{\"at\":\"2026-01-31T12:00:00.123456\",\"Name\":\"Zoë"
                                + " \\\"x\\\"\",\"n\":10.5000,\"big\":9007199254740993,\"yes\":true,\"day\":\"2026-01-31\",\"zoned\":\"2026-01-31T11:00:00Z\",\"raw\":\"AP8=\",\"j\":{\"a\":"
                                + " [1,"
                                + " null]},\"tags\":[\"a\",\"b\"],\"u\":\"00000000-0000-0000-0000-000000000001\",\"nothing\":null,\"d\":\"NaN\"}");
        assertThat(kernel.cursors).containsEntry("", "timestamp:2026-01-31T12:00:00.123457");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    query: "select 1"                                        | position and after
                    query: "select 1", position: id, start: "0"              | does not use :position
                    query: "select :position", after: x                      | name its column
                    query: "select :position", position: id                  | start is missing
                    query: "select :x"                                       | has :x
                    query: "select 1", message: rows, body: b                | message: row
                    query: "select 1", after: "x", after-poll: "f(:count)"   | :count
                    """)
    void options_that_do_not_fit_together_are_refused(String options, String words) {
        assertThatThrownBy(() -> poller(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}

package dev.pons.plugin.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.console.Console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code sql:test}, as a person or a script types it. */
class SqlTryTest {

    @TempDir Path folder;

    /** What is typed goes in, what is printed stays. */
    private static final class Typed implements Console {

        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        private final InputStream keys;
        private boolean echo = true;

        Typed(String keys) {
            this.keys = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public PrintStream out() {
            return print;
        }

        @Override
        public PrintStream err() {
            return print;
        }

        @Override
        public InputStream keys() {
            return keys;
        }

        @Override
        public boolean isTerminal() {
            return true;
        }

        @Override
        public void echo(boolean on) {
            echo = on;
        }

        String text() {
            return said.toString(StandardCharsets.UTF_8);
        }
    }

    private String says(int code, String keys, String... words) throws Exception {
        var console = new Typed(keys);
        assertThat(new SqlTry().run(console, List.of(words))).as(console.text()).isEqualTo(code);
        assertThat(console.echo).isTrue();
        return console.text();
    }

    private String sqlite() {
        var file = folder.resolve("a.db");
        Sqlite.run(file, "create table if not exists t (id integer, name text)");
        Sqlite.run(file, "insert into t values (1, 'Brugger')");
        return "jdbc:sqlite:" + file;
    }

    @Test
    void a_database_says_what_it_is_and_what_a_query_gives_without_showing_it() throws Exception {
        var said = says(0, "", sqlite(), "--query", "select id, name from t");
        assertThat(said)
                .contains("connected in ", ": SQLite 3.", "the query gives rows after ")
                .containsIgnoringCase("id INTEGER, name TEXT")
                .doesNotContain("Brugger");
        assertThat(says(0, "", sqlite(), "--query", "select id from t where id = 2"))
                .contains("the query gives no row");
    }

    @Test
    void a_password_is_asked_for_and_not_shown() throws Exception {
        var server = Postgres.running();
        var said = says(0, "not the one\r", server.url(), "--user", "postgres");
        assertThat(said).contains("password: ", "PostgreSQL").doesNotContain("not the one");
        assertThat(says(1, "x\n", server.url(), "--user", "nobody"))
                .contains("refuses the login", "it says: ");
    }

    @Test
    void nothing_that_a_query_changes_stays() throws Exception {
        var server = Postgres.running();
        server.run("drop table if exists tried", "create table tried (id int)");
        var insert = "insert into tried values (1) returning id";
        assertThat(says(0, "\n", server.url(), "--user", "postgres", "--query", insert))
                .contains("the query gives rows");
        assertThat(server.ask("select count(*) from tried")).containsExactly("0");
    }

    @Test
    void what_cannot_be_done_is_said_with_the_remedy() throws Exception {
        var missing = folder.resolve("b.db");
        assertThat(says(1, "", "jdbc:sqlite:" + missing)).contains("there is no file " + missing);
        assertThat(missing).doesNotExist();
        assertThat(says(1, "", sqlite(), "--query", "select nothing")).contains("does not fit");
        assertThat(says(1, "", "jdbc:postgresql://127.0.0.1:1/x"))
                .contains("there is no connection to the database");
        assertThatThrownBy(() -> says(1, "", "jdbc:oracle:thin:@x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drivers/NAME.jar");
        assertThatThrownBy(() -> says(1, "")).hasMessageContaining("one url");
        assertThatThrownBy(() -> says(1, "", "jdbc:sqlite:x", "--user"))
                .hasMessageContaining("needs a value");
    }
}

package dev.pons.plugin.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters by name. */
class NamedSqlTest {

    @Test
    void a_name_becomes_a_question_mark_each_time_it_stands_there() {
        var sql = NamedSql.of("statement", "insert into t values (:a, :b_2::int, :a)");
        assertThat(sql.text()).isEqualTo("insert into t values (?, ?::int, ?)");
        assertThat(sql.names()).containsExactly("a", "b_2", "a");
    }

    /** A colon in a text, a quoted name, a comment or a cast is no parameter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ':a', 'it''s :b ?'",
                "select \"odd:name\" from t",
                "select 1 -- :a ?\n",
                "select 1 /* :a \n ? */",
                "select x::text",
                "select $$ :a ? $$, $f$ :b $f$",
                "select `a:b`"
            })
    void what_is_quoted_stays_as_it_is(String statement) {
        var sql = NamedSql.of("statement", statement);
        assertThat(sql.text()).isEqualTo(statement);
        assertThat(sql.names()).isEmpty();
    }

    @Test
    void a_question_mark_is_refused_and_a_doubled_one_is_an_operator() {
        assertThatThrownBy(() -> NamedSql.of("query", "select ?"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("query")
                .hasMessageContaining(":name");
        assertThat(NamedSql.of("query", "select a ?? 'b'").text()).isEqualTo("select a ?? 'b'");
    }

    /** A procedure may commit by itself. */
    @Test
    void a_call_is_known() {
        assertThat(NamedSql.of("s", "call p(:a)").calls()).isTrue();
        assertThat(NamedSql.of("s", "{ :r = call p(:a) }").calls()).isTrue();
        assertThat(NamedSql.of("s", "BEGIN p(:a); END;").calls()).isTrue();
        assertThat(NamedSql.of("s", "insert into calls values (:a)").calls()).isFalse();
    }
}

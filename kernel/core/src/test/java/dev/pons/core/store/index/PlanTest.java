package dev.pons.core.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** No statement of a search looks at every message, or sorts. */
class PlanTest {

    private static final String RANGE = " AND id>=?1 AND id<=?2";
    private static final String TIME = " AND at>=?5 AND at<?6";
    private static final List<String> ENDS =
            List.of(" ORDER BY id LIMIT ?7", " ORDER BY id DESC LIMIT ?7");

    @TempDir Path folder;

    @Test
    void everyStatementGoesByAnIndexInItsOrder() throws Exception {
        var name = new IndexName(LocalDate.of(2026, 3, 1), "", 0);
        var file = IndexFile.create(name, folder, IndexGuard.PLAIN, 1);
        try (var reader = new IndexReader(file)) {
            for (var end : ENDS) {
                for (var time : List.of("", TIME)) {
                    var rest = RANGE + time + end;
                    assertThat(plan(reader.connection(), IndexQuery.BY_STATE + rest))
                            .contains("by_state (state=? AND kind=? AND rowid>? AND rowid<?)");
                    assertThat(plan(reader.connection(), IndexQuery.BY_KIND + rest))
                            .contains("by_kind (kind=? AND rowid>? AND rowid<?)");
                    assertThat(plan(reader.connection(), IndexQuery.ALL + "1" + rest))
                            .contains("INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
                }
            }
            assertThat(plan(reader.connection(), Postings.OF_BUCKET))
                    .contains("PRIMARY KEY (bucket=?)");
            assertThat(plan(reader.connection(), IndexReader.ONE))
                    .contains("message USING INTEGER PRIMARY KEY (rowid=?)");
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (row.next()) {
                lines.add(row.getString("detail"));
            }
        }
        assertThat(lines).noneMatch(l -> l.contains("SCAN") || l.contains("TEMP B-TREE"));
        return String.join("\n", lines);
    }
}

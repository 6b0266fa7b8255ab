package dev.pons.plugin.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What a test does with a file of SQLite, by the driver itself. */
public final class Sqlite {

    private Sqlite() {}

    static Connection connect(Path file) throws SQLException {
        return new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
    }

    public static void run(Path file, String... statements) {
        try (var connection = connect(file);
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void insert(Path file, String sql, String value) {
        try (var connection = connect(file);
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column, as text. */
    public static List<String> ask(Path file, String query) {
        try (var connection = connect(file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

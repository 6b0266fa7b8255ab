package dev.pons.plugin.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which build of this plugin has a file of SQLite open. Two copies of SQLite in one process do not
 * see each other's locks (they belong to the process, and closing a file drops those of both), so
 * while one build takes over from another, a file belongs to one of them. What is known is kept in
 * the properties of the JVM, since builds share nothing else.
 */
final class SqliteFiles {

    private static final String PREFIX = "dev.pons.plugin.sql.file:";
    private static final String COPY = UUID.randomUUID().toString();

    private SqliteFiles() {}

    /** {@code SQLException}: another build still has it. */
    static void claim(Path file) throws SQLException {
        claim(file, COPY);
    }

    /** For tests: as another build. */
    static void claim(Path file, String copy) throws SQLException {
        var held =
                System.getProperties()
                        .compute(PREFIX + file, (key, before) -> more(before, copy, 1));
        if (held == null || !held.toString().startsWith(copy)) {
            throw new Trouble.OwnWords(
                    "the build of this plugin before still has the file open; it is tried again");
        }
    }

    static void release(Path file) {
        release(file, COPY);
    }

    static void release(Path file, String copy) {
        System.getProperties()
                .computeIfPresent(PREFIX + file, (key, before) -> more(before, copy, -1));
    }

    /** {@code COPY/USERS}; null: nobody. That of another copy stays as it is. */
    @SuppressWarnings("NullAway") // null takes the entry out
    private static Object more(Object before, String copy, int by) {
        var parts = before == null ? new String[] {copy, "0"} : before.toString().split("/");
        if (!parts[0].equals(copy)) {
            return before;
        }
        int users = Integer.parseInt(parts[1]) + by;
        return users == 0 ? null : copy + "/" + users;
    }
}

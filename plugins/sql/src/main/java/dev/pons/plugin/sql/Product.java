package dev.pons.plugin.sql;

/** What differs between databases. */
enum Product {
    /** Takes text for any type where it is not told one. */
    POSTGRESQL,
    /** Any value in any column; one writer at a time. */
    SQLITE,
    /** All others. */
    OTHER;

    static Product of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        return url.startsWith("jdbc:sqlite:") ? SQLITE : OTHER;
    }
}

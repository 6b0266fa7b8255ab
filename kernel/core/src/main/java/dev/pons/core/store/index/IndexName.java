package dev.pons.core.store.index;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a file of the index: {@code 2026-03-01.db}, {@code 2026-03-01~365d.db}, or {@code
 * 2026-03-01~365d.2.db}, what was left of it when the rest was forgotten.
 *
 * @param day (UTC) on which its messages were accepted
 * @param kept how long they are, as a name; empty: the standard
 * @param part counts how often the rest was forgotten
 */
record IndexName(LocalDate day, String kept, int part) {

    static final Pattern KEPT = Pattern.compile("[a-z0-9-]*");
    private static final Pattern NAME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:~([a-z0-9-]+))?(?:\\.(\\d{1,6}))?\\.db");

    /** Empty: it is no file of the index. */
    static Optional<IndexName> parse(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) {
            return Optional.empty();
        }
        var kept = match.group(2) == null ? "" : match.group(2);
        var part = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
        return Optional.of(new IndexName(LocalDate.parse(match.group(1)), kept, part));
    }

    /** The name of what is left. */
    IndexName next() {
        return new IndexName(day, kept, part + 1);
    }

    /** The same messages. */
    boolean isPartOf(IndexName other) {
        return day.equals(other.day) && kept.equals(other.kept);
    }

    String text() {
        return day + (kept.isEmpty() ? "" : "~" + kept) + (part == 0 ? "" : "." + part) + ".db";
    }
}

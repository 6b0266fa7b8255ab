package dev.pons.core.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One test of a channel that ran.
 *
 * @param channel its name
 * @param name of the test
 * @param where it stands: file, line and column
 * @param failures what is not as expected, in words with values; empty: all is
 * @param updated golden files that were written
 * @param took its time
 */
public record TestView(
        String channel,
        String name,
        String where,
        List<String> failures,
        List<String> updated,
        Duration took) {

    /** For people: a line for the test, and one for each thing that is not as expected. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-6s  %s: %s  (%.1f s)",
                        passed() ? "ok" : "FAILED",
                        channel,
                        name,
                        took.toMillis() / 1e3));
        if (!passed()) {
            lines.add("        " + where);
        }
        failures.forEach(line -> lines.add("        " + line));
        updated.forEach(file -> lines.add("        wrote " + file));
        return lines;
    }

    /** All is as expected. */
    public boolean passed() {
        return failures.isEmpty();
    }
}

package dev.pons.plugin.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole channels that the examples show. */
final class Page {

    private static final Path EXAMPLES = Path.of("../../examples");

    private Page() {}

    static String source() throws IOException {
        return Files.readString(EXAMPLES.resolve("worklist-from-sql/worklist-from-sql.yaml"));
    }

    static String destination() throws IOException {
        return Files.readString(EXAMPLES.resolve("results-to-sql/results-to-sql.yaml"));
    }
}

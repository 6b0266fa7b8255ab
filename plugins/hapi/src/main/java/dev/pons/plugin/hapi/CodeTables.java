package dev.pons.plugin.hapi;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which code table of the site has the codes of an HL7 table. Immutable. */
final class CodeTables {

    private static final Pattern NUMBER = Pattern.compile("(?:HL7)?(\\d{1,4})");

    private final Map<String, String> names;

    private CodeTables(Map<String, String> names) {
        this.names = names;
    }

    /** {@code IllegalArgumentException}: a table that stands twice, or is none. */
    static CodeTables of(Map<String, String> tables) {
        var names = new HashMap<String, String>();
        tables.forEach(
                (written, name) -> {
                    if (written.isBlank() || name.isBlank()) {
                        throw new IllegalArgumentException(
                                "tables: write the number of an HL7 table and the name of a code"
                                        + " table, as { \"0001\": sex }");
                    }
                    if (names.put(number(written), name) != null) {
                        throw new IllegalArgumentException(
                                "tables: the table " + written + " stands twice; remove one");
                    }
                });
        return new CodeTables(Map.copyOf(names));
    }

    /** The number as the standard writes it: {@code 1}, {@code HL70001} are {@code 0001}. */
    private static String number(String written) {
        var number = NUMBER.matcher(written.strip());
        return number.matches()
                ? "0".repeat(4 - number.group(1).length()) + number.group(1)
                : written.strip();
    }

    /** For one message; what is asked is recorded with it. */
    Asked asked(Run run) {
        return new Asked(this, run);
    }

    /** The tables as they are for one message. */
    record Asked(CodeTables tables, Run run) {

        boolean any() {
            return !tables.names.isEmpty();
        }

        /** The site's table of an HL7 table; empty: its codes are not checked. */
        Optional<String> table(String number) {
            return Optional.ofNullable(tables.names.get(number(number)));
        }

        /** Adds a finding where a code is not in the table of this number. */
        void check(String number, String code, Spot spot, Typed message, Findings findings)
                throws ProblemException {
            var table = table(number);
            if (table.isEmpty() || code.isEmpty() || code.equals("\"\"")) {
                return;
            }
            try {
                if (run.lookup(table.get(), code, "").isEmpty()) {
                    findings.add(
                            "unknown-code",
                            spot.path(message),
                            "the table " + table.get() + " has no such code");
                }
            } catch (IllegalStateException gone) {
                // in the engine's words, which name the table and what to do
                throw new ProblemException(
                        Problem.of("internal", String.valueOf(gone.getMessage())));
            }
        }
    }
}

package dev.pons.shell.console;

import java.util.HashMap;
import java.util.Map;

/** What the client says of its terminal; what is missing or odd is a plain 80 by 24. */
record TerminalSize(String type, int columns, int rows) {

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    /** Of {@code term=xterm-256color;cols=80;rows=24}. */
    static TerminalSize parse(String text) {
        Map<String, String> facts = new HashMap<>();
        for (var part : text.split(";")) {
            var pair = part.split("=", 2);
            facts.put(pair[0].strip(), pair.length < 2 ? "" : pair[1].strip());
        }
        return new TerminalSize(
                facts.getOrDefault("term", "xterm"),
                number(facts.getOrDefault("cols", ""), COLUMNS),
                number(facts.getOrDefault("rows", ""), ROWS));
    }

    /** With the size of {@code 80;24}. */
    TerminalSize resized(String text) {
        var parts = text.split(";", 2);
        return new TerminalSize(
                type, number(parts[0], columns), number(parts.length < 2 ? "" : parts[1], rows));
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : otherwise;
    }
}

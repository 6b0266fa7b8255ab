package dev.pons.plugin.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script as it is written.
 *
 * @param name for people: the name of its file
 * @param text all of it
 * @param main false: a library, which only defines what others use
 */
record Source(String name, String text, boolean main) {

    private static final String BEGIN = "(function(){";
    private static final String END = "\n})()";

    /** Of a file in UTF-8. */
    static Source read(Path file, boolean main) throws IOException {
        var text = Files.readString(file, StandardCharsets.UTF_8);
        return new Source(file.getFileName().toString(), text, main);
    }

    /** As it is compiled: what stands in a function may return, and its variables are quick. */
    String compiled() {
        return main ? BEGIN + text + END : text;
    }

    /** Where a column of the compiled first line is in the written one. */
    int column(int line, int compiled) {
        return main && line == 1 ? Math.max(1, compiled - BEGIN.length()) : compiled;
    }

    /** The column, from 1, of the first word in a line, from 1. */
    int firstColumn(int line) {
        var lines = text.split("\n", -1);
        if (line < 1 || line > lines.length) {
            return 1;
        }
        var written = lines[line - 1];
        int column = 0;
        while (column < written.length() && Character.isWhitespace(written.charAt(column))) {
            column++;
        }
        return column == written.length() ? 1 : column + 1;
    }
}

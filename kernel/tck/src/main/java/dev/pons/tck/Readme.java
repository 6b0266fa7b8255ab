package dev.pons.tck;

import dev.pons.core.config.Reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's page, and what stands in it between the marks of its options. */
final class Readme {

    private static final String BEGIN = "<!-- options -->\n";
    private static final String END = "<!-- end of options -->";

    private Readme() {}

    /** There is one, and it has the marks. */
    static boolean isOne(Path page) throws IOException {
        if (!Files.exists(page)) {
            return false;
        }
        var text = Files.readString(page);
        return text.contains(BEGIN) && text.indexOf(END) > text.indexOf(BEGIN);
    }

    /** What belongs there: a sentence and a table, without the heading. */
    static String table(Class<? extends Record> options) {
        var all = Reference.of(options);
        return all.substring(all.indexOf("\n\n") + 2);
    }

    /** What stands there. */
    static String options(Path page) throws IOException {
        var text = Files.readString(page);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    }

    /** Puts something else there. */
    static void write(Path page, String options) throws IOException {
        var text = Files.readString(page);
        Files.writeString(
                page,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                        + options
                        + text.substring(text.indexOf(END)));
    }
}

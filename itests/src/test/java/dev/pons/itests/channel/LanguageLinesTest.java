package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Each line of the tables in {@code docs/guide/channel-language.md} has a test that is named after
 * it: {@code "step | set"} is the line {@code set} of the table whose head begins with {@code
 * step}; the beginning of a line is enough. A test has the name as its display name or in the table
 * of its cases, anywhere in the sources of tests.
 */
class LanguageLinesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/guide/channel-language.md");
    private static final String END = "<!-- generated from here on;";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME =
            Pattern.compile("\"([a-z]+(?: [a-z]+)* \\| (?:[^\"\\\\]|\\\\.)*)\"");

    /** Bullets of these parts of the page are lines too. */
    private static final List<String> BULLETS = List.of("shape", "template");

    /** A line of the page. */
    record Line(String table, String text) {

        boolean isMeantBy(String name) {
            return (table + " | " + text).startsWith(name);
        }

        @Override
        public String toString() {
            return table + " | " + text;
        }
    }

    /** In the order of the page. */
    private static List<Line> lines() throws IOException {
        var page = Files.readString(PAGE);
        var lines = new ArrayList<Line>();
        var table = "shape";
        var before = "";
        for (var line : page.substring(0, page.indexOf(END)).lines().toList()) {
            if (line.startsWith("#")) {
                table = line.equals("## Templates") ? "template" : "";
            } else if (line.startsWith("|---")) {
                table = cell(before).replace("`", "");
            } else if (line.startsWith("| ") && !table.isEmpty() && before.startsWith("|")) {
                lines.addAll(ofRow(table, cell(line)));
            } else if (line.startsWith("- ") && BULLETS.contains(table)) {
                lines.add(new Line(table, line.substring(2).replace("`", "")));
            }
            before = line;
        }
        return lines;
    }

    private static String cell(String row) {
        return row.substring(2, row.indexOf(" | ", 2)).strip();
    }

    /** What stands in code is a line each; a pipe without its arguments. */
    private static List<Line> ofRow(String table, String cell) {
        var codes = CODE.matcher(cell).results().map(r -> r.group(1)).toList();
        return (codes.isEmpty() ? List.of(cell) : codes)
                .stream()
                        .map(c -> table.equals("pipe") ? c.replaceFirst("\\(.*", "") : c)
                        .map(c -> new Line(table, c))
                        .toList();
    }

    private static TreeSet<String> names(List<String> tables) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(ROOT)) {
            files.filter(f -> f.toString().matches(".*/src/test/java/.*\\.java"))
                    .filter(f -> !f.endsWith("LanguageLinesTest.java"))
                    .flatMap(LanguageLinesTest::literals)
                    .filter(name -> tables.contains(name.substring(0, name.indexOf(" | "))))
                    .forEach(names::add);
        }
        return names;
    }

    private static Stream<String> literals(Path file) {
        try {
            return NAME.matcher(Files.readString(file))
                    .results()
                    .map(r -> r.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that a name means: itself, or the only one that begins so. */
    private static List<Line> meant(String name, List<Line> lines) {
        var same = lines.stream().filter(line -> line.toString().equals(name)).toList();
        return same.isEmpty() ? lines.stream().filter(line -> line.isMeantBy(name)).toList() : same;
    }

    @Test
    void everyLineHasATestAndEveryNameALine() throws IOException {
        var lines = lines();
        assertThat(lines).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        var without = new ArrayList<>(lines);
        for (var name : names(lines.stream().map(Line::table).distinct().toList())) {
            var meant = meant(name, lines);
            assertThat(meant).as("the line of %s that is meant by \"%s\"", PAGE, name).hasSize(1);
            without.removeAll(meant);
        }
        assertThat(without)
                .as("lines of %s without a test that is named after them", PAGE)
                .isEmpty();
    }
}

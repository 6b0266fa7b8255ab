package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Faults;
import dev.pons.core.config.YamlReader;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All formats over all real files of theirs: read, or refused with a place; as they came when
 * nothing was changed; as they came after a change and back. Prints the table.
 */
class CorpusTableTest {

    private static final Path CORPUS = Path.of("../../shared/corpus");
    private static final long LONGEST = 1_000_000_000L;

    /** Places that are tried for a change: some can hold no text. */
    private static final int MOST = 200;

    /**
     * Files of one format.
     *
     * @param folder below the corpus; empty: all of it
     * @param names a regular expression
     * @param options of the format
     */
    private record Kind(String format, String folder, String names, String options) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("hl7v2", "hl7v2", ".*", "{}"),
                    new Kind("xml", "", "(?i).*\\.(xml|cda|ccda)", "{}"),
                    new Kind("json", "", ".*\\.json", "{}"),
                    new Kind("delimited", "delimited", ".*\\.csv", "{}"),
                    new Kind("delimited", "delimited", ".*\\.tsv", "{ separator: tab }"),
                    new Kind("delimited", "delimited", ".*\\.psv", "{ separator: '|' }"),
                    new Kind(
                            "delimited",
                            "delimited",
                            ".*\\.txt",
                            "{ separator: '|', quote: none, header: no, charset: ISO-8859-1 }"),
                    new Kind("astm", "astm", ".*", "{}"),
                    new Kind("x12", "x12", ".*", "{}"));

    /** What became of the files of one kind. */
    private static final class Row {
        private int files;
        private int read;
        private int refused;
        private int identical;
        private int restored;
        private long slowest;

        private void count(Format format, Path file) throws IOException {
            var bytes = Files.readAllBytes(file);
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            files++;
            try {
                format.identify(Message.of(bytes));
                changed(format.read(Message.of(bytes)), bytes, file);
            } catch (ProblemException e) {
                refused++;
                var problem = e.problems().get(0);
                assertThat(problem.offset().isPresent() || problem.path().isPresent())
                        .as("the place in %s: %s", file, problem)
                        .isTrue();
                assertThat(problem.words()).as("%s", file).doesNotContain("Exception");
            }
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
            assertThat(took).as("CPU time for %s", file).isLessThan(LONGEST);
            slowest = Math.max(slowest, took);
        }

        private <N> void changed(Tree<N> tree, byte[] bytes, Path file)
                throws ProblemException, IOException {
            read++;
            assertThat(tree.write().toBytes()).as("untouched %s", file).isEqualTo(bytes);
            identical++;
            if (changedAndBack(tree, bytes)) {
                assertThat(tree.write().toBytes()).as("changed and back %s", file).isEqualTo(bytes);
                restored++;
            }
        }
    }

    /** The first place that takes a text. */
    private static <N> boolean changedAndBack(Tree<N> tree, byte[] bytes)
            throws ProblemException, IOException {
        var open = new ArrayDeque<>(List.of(tree.root()));
        for (int tried = 0; !open.isEmpty() && tried < MOST; tried++) {
            var node = open.pop();
            var children = tree.children(node);
            if (children.isEmpty() && changes(tree, node, bytes)) {
                return true;
            }
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
        return false;
    }

    private static <N> boolean changes(Tree<N> tree, N node, byte[] bytes)
            throws ProblemException, IOException {
        var before = tree.encoded(node);
        if (!before.exists() || before.text().isBlank()) {
            return false;
        }
        try {
            tree.set(node, Value.of("changed"));
        } catch (ProblemException fixed) {
            return false; // e.g. a delimiter of the message: the next place is tried
        }
        assertThat(tree.write().toBytes()).isNotEqualTo(bytes);
        tree.set(node, before);
        return true;
    }

    @Test
    void everyFileIsReadOrRefusedWithAPlaceAndStaysAsItCame() throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "skipped: no corpus; there is no ../shared/corpus");
        var lines = new ArrayList<String>();
        lines.add(
                "| format | files | read | refused with place | identical | changed and back | slowest |");
        lines.add("|---|---|---|---|---|---|---|");
        for (var kind : KINDS) {
            var row = row(kind);
            lines.add(
                    "| %s %s | %d | %d | %d | %d | %d | %d ms |"
                            .formatted(
                                    kind.format(),
                                    kind.options().equals("{}") ? "" : kind.options(),
                                    row.files,
                                    row.read,
                                    row.refused,
                                    row.identical,
                                    row.restored,
                                    row.slowest / 1_000_000));
            assertThat(row.files).as("%s", kind).isPositive().isEqualTo(row.read + row.refused);
            assertThat(row.read).as("%s", kind).isPositive().isEqualTo(row.identical);
            assertThat(row.restored * 100)
                    .as("files of %s with a place to change, in percent", kind)
                    .isGreaterThanOrEqualTo(row.read * 90);
        }
        System.out.println(String.join(System.lineSeparator(), lines));
    }

    private static Row row(Kind kind) throws IOException {
        var row = new Row();
        var format = format(kind);
        try (var files = Files.walk(CORPUS.resolve(kind.folder()))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.getFileName().toString().matches(kind.names())) {
                    row.count(format, file);
                }
            }
        }
        return row;
    }

    private static Format format(Kind kind) {
        return make(Shipped.FORMATS.get(kind.format()), kind.options());
    }

    private static <C extends Record> Format make(FormatType<C> type, String options) {
        var faults = new Faults();
        var yaml = YamlReader.read("format.yaml", options, faults);
        var bound =
                new Binder((what, name) -> Optional.empty())
                        .bind(type.config(), yaml.orElseThrow(), faults);
        assertThat(faults.list()).isEmpty();
        return type.create(bound.orElseThrow().options(), Line.CONTEXT);
    }
}

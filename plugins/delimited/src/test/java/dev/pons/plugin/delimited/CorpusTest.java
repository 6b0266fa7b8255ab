package dev.pons.plugin.delimited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Real tables: read or refused with a place, written as they came, changed and changed back. */
class CorpusTest {

    private static List<Path> corpus() throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/delimited"))) {
            at = at.getParent();
        }
        assumeTrue(
                at != null,
                "skipped: there is no folder ../shared/corpus/delimited beside a parent");
        try (var files = Files.list(at.resolve("../shared/corpus/delimited"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Format format(Path file) {
        var name = file.getFileName().toString();
        if (name.endsWith(".txt")) {
            return new DelimitedType()
                    .create(
                            new DelimitedOptions(
                                    "|",
                                    "none",
                                    false,
                                    List.of(),
                                    DelimitedOptions.Ragged.KEEP,
                                    StandardCharsets.ISO_8859_1),
                            null);
        }
        var separator = name.endsWith(".tsv") ? "tab" : name.endsWith(".psv") ? "|" : ",";
        return TableTest.delimited(separator, true, List.of());
    }

    @Test
    void everyTableIsReadWrittenAsItCameChangedAndChangedBack() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus()) {
            long begin = cpu();
            var bytes = Files.readAllBytes(file);
            try {
                var tree = (TableTree) format(file).read(Message.of(bytes));
                assertThat(tree.write().toBytes()).isEqualTo(bytes);
                counts.merge("read and identical", 1, Integer::sum);
                if (restored(tree)) {
                    assertThat(tree.write().toBytes()).as("%s", file).isEqualTo(bytes);
                    counts.merge("changed and restored", 1, Integer::sum);
                }
            } catch (ProblemException refused) {
                assertThat(refused.problems().get(0).offset()).as("%s", file).isPresent();
                counts.merge("refused with place", 1, Integer::sum);
            }
            assertThat(cpu() - begin).as("CPU time for %s", file).isLessThan(1_000_000_000L);
        }
        LoggerFactory.getLogger(CorpusTest.class).info("delimited: {}", counts);
        assertThat(counts.get("read and identical")).isGreaterThan(25);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static boolean restored(TableTree tree) throws ProblemException {
        for (var row : tree.children(tree.root())) {
            for (var cell : tree.children(row)) {
                var value = tree.value(cell);
                if (value.exists()) {
                    tree.set(cell, Value.of("changed"));
                    tree.set(cell, value);
                    return true;
                }
            }
        }
        return false;
    }
}

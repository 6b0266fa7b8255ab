package dev.pons.plugin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;

/** Real JSON: read or refused with a place, written as it came, changed and changed back. */
class CorpusTest {

    private static List<Path> corpus() throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: there is no folder ../shared/corpus beside a parent");
        try (var files = Files.walk(at.resolve("../shared/corpus"))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    @Test
    void everyTextIsReadWrittenAsItCameChangedAndChangedBack() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus()) {
            long begin = cpu();
            var bytes = Files.readAllBytes(file);
            try {
                var tree = (JsonTree) new JsonFormat(false).read(Message.of(bytes));
                assertThat(tree.write().toBytes()).isEqualTo(bytes);
                counts.merge("read and identical", 1, Integer::sum);
                if (restored(tree)) {
                    assertThat(tree.write().toBytes()).as("%s", file).isEqualTo(bytes);
                    counts.merge("changed and restored", 1, Integer::sum);
                }
                if (!tree.find(tree.root(), "$.resourceType").isEmpty()) {
                    var wrong = new FhirRules(tree).problems();
                    counts.merge(
                            wrong.isEmpty() ? "FHIR well" : "FHIR with problems", 1, Integer::sum);
                }
            } catch (ProblemException refused) {
                assertThat(refused.problems().get(0).offset()).as("%s", file).isPresent();
                counts.merge("refused with place", 1, Integer::sum);
            }
            assertThat(cpu() - begin).as("CPU time for %s", file).isLessThan(1_000_000_000L);
        }
        LoggerFactory.getLogger(CorpusTest.class).info("json: {}", counts);
        assertThat(counts.get("read and identical")).isGreaterThan(30);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static boolean restored(JsonTree tree) throws ProblemException {
        var open = new ArrayDeque<>(List.of(tree.root()));
        while (!open.isEmpty()) {
            var item = open.pop();
            if (item.kind == Item.Kind.STRING && item.raw.length() > 2) {
                var before = tree.encoded(item);
                tree.set(item, Value.of("changed"));
                tree.set(item, before);
                return true;
            }
            open.addAll(item.items());
        }
        return false;
    }
}

package dev.pons.plugin.astm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Real messages: read or refused with a place, written as they came, changed and changed back. */
class CorpusTest {

    private static List<Path> corpus() throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/astm"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no corpus, there is no folder ../shared/corpus/astm");
        try (var files = Files.list(at.resolve("../shared/corpus/astm"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyMessageIsReadWrittenAsItCameChangedAndChangedBack() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus()) {
            var bytes = Files.readAllBytes(file);
            try {
                var tree = (AstmTree) Given.format().read(Message.of(bytes));
                assertThat(tree.write().toBytes()).isEqualTo(bytes);
                counts.merge("read and identical", 1, Integer::sum);
                counts.merge("places changed and restored", changed(tree, bytes), Integer::sum);
                counts.merge("restored", 1, Integer::sum);
            } catch (ProblemException refused) {
                assertThat(refused.problems().get(0).offset()).as("%s", file).isPresent();
                counts.merge("refused with place", 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(CorpusTest.class).info("astm: {}", counts);
        assertThat(counts)
                .containsAllEntriesOf(
                        Map.of("read and identical", 7, "restored", 7, "refused with place", 2));
    }

    private static int changed(AstmTree tree, byte[] bytes) throws Exception {
        int places = 0;
        for (var record : tree.children(tree.root())) {
            for (var field : tree.children(record)) {
                if (field.opaque()) {
                    continue;
                }
                var before = tree.encoded(field);
                tree.set(field, Value.of("changed|^"));
                assertThat(tree.write().toBytes()).isNotEqualTo(bytes);
                tree.set(field, before);
                assertThat(tree.write().toBytes()).isEqualTo(bytes);
                places++;
            }
        }
        return places;
    }
}

package dev.pons.plugin.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
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
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/x12"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no corpus, there is no folder ../shared/corpus/x12");
        try (var files = Files.list(at.resolve("../shared/corpus/x12"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyMessageIsReadWrittenAsItCameChangedAndChangedBack() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus()) {
            var message = Message.of(Files.readAllBytes(file));
            try {
                var tree = (X12Tree) Given.format().read(message);
                assertThat(tree.write()).isSameAs(message.body());
                counts.merge("read and identical", 1, Integer::sum);
                counts.merge("elements changed and restored", changed(tree), Integer::sum);
                assertThat(tree.write().toBytes()).isEqualTo(message.body().toBytes());
                counts.merge("restored", 1, Integer::sum);
                var wrong = Given.format().validate(message);
                counts.merge(wrong.isEmpty() ? "valid" : "with problems", 1, Integer::sum);
                answered(message, counts);
                parts(message, wrong.isEmpty(), counts);
            } catch (ProblemException refused) {
                assertThat(refused.problems().get(0).offset()).as("%s", file).isPresent();
                counts.merge("refused with place", 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(CorpusTest.class).info("x12: {}", counts);
        assertThat(counts)
                .containsAllEntriesOf(
                        Map.of(
                                "read and identical",
                                119,
                                "restored",
                                119,
                                "refused with place",
                                2));
    }

    private static int changed(X12Tree tree) throws Exception {
        int places = 0;
        for (var segment : tree.children(tree.root())) {
            for (var element : tree.children(segment)) {
                if (element.fixed() || Encoding.damaged(tree.raw(element))) {
                    continue;
                }
                var before = tree.encoded(element);
                var other = before.text().equals("9") ? "8" : "9";
                tree.set(element, Value.of(other));
                assertThat(tree.value(element).text()).endsWith(other);
                tree.set(element, before);
                places++;
            }
        }
        return places;
    }

    /** An acknowledgment keeps the rules that it is about. */
    private static void answered(Message message, Map<String, Integer> counts) throws Exception {
        var reply = Given.format().reply(message, Receipt.of(Receipt.Kind.STORED));
        if (reply.speaks()) {
            var answer = Message.of(reply.toBytes());
            assertThat(Given.format().validate(answer)).isEmpty();
            assertThat(Given.format().judge(message, answer).kind())
                    .isEqualTo(Delivery.Kind.DELIVERED);
            counts.merge("acknowledged", 1, Integer::sum);
        }
    }

    private static void parts(Message message, boolean valid, Map<String, Integer> counts)
            throws Exception {
        for (var part : Given.format().split(message, "ST", List.of())) {
            var problems = Given.format().validate(Message.of(part));
            if (valid) {
                assertThat(problems).isEmpty();
            }
            counts.merge("parts by ST", 1, Integer::sum);
        }
    }
}

package dev.pons.plugin.xml;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Real documents: C-CDA, HL7 v3, HL7 v2 in XML, NCPDP, exported channels. */
class CorpusTest {

    private static List<Path> corpus() throws IOException {
        var folder = Given.corpus();
        assumeTrue(folder != null, "skipped: no corpus");
        try (var files = Files.walk(folder)) {
            return files.filter(CorpusTest::isXml).sorted().toList();
        }
    }

    private static boolean isXml(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".xml") || name.endsWith(".cda") || name.endsWith(".ccda");
    }

    @Test
    void everyDocumentIsReadOrRefusedWithItsPlaceAndStaysAsItIs() throws Exception {
        var counts = new TreeMap<String, Integer>();
        int leaves = 0;
        long slowest = 0;
        for (var file : corpus()) {
            long begun = cpu();
            var message = Message.of(Files.readAllBytes(file));
            var fate = fate(message);
            counts.merge(fate, 1, Integer::sum);
            if (fate.equals("read")) {
                leaves += changedAndRestored(message, file);
            }
            slowest = Math.max(slowest, cpu() - begun);
            assertThat(cpu() - begun).as("CPU time for %s", file).isLessThan(1_000_000_000L);
        }
        var log = LoggerFactory.getLogger(CorpusTest.class);
        counts.forEach((fate, count) -> log.info("{} {}", count, fate));
        log.info("{} with a text changed and restored; slowest {} ms", leaves, slowest / 1_000_000);
        assertThat(counts.get("read")).isGreaterThan(150);
    }

    /** Of this thread: a busy machine is no fault of the format. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String fate(Message message) throws IOException {
        try {
            Given.format().identify(message);
            Given.format().read(message);
            return "read";
        } catch (ProblemException refused) {
            var problem = refused.problems().get(0);
            assertThat(problem.offset()).isPresent();
            assertThat(problem.offset().getAsLong()).isLessThanOrEqualTo(message.body().size());
            return "refused, " + problem.code() + ": " + problem.words();
        }
    }

    private static int changedAndRestored(Message message, Path file) throws Exception {
        var bytes = message.body().toBytes();
        var tree = (XmlTree) Given.format().read(message);
        assertThat(tree.write().toBytes()).as("untouched %s", file).isEqualTo(bytes);
        setBack(tree);
        assertThat(tree.write()).as("only read %s", file).isSameAs(message.body());
        var leaf = firstText(tree);
        if (leaf == null) {
            return 0;
        }
        var before = tree.encoded(leaf);
        tree.set(leaf, Value.of("changed & <more>"));
        var changed = tree.write().toBytes();
        assertThat(changed).as("changed %s", file).isNotEqualTo(bytes);
        Given.format().read(Message.of(changed));
        tree.set(leaf, before);
        assertThat(tree.write().toBytes()).as("restored %s", file).isEqualTo(bytes);
        return 1;
    }

    /** Setting what is there changes nothing. */
    private static void setBack(XmlTree tree) throws ProblemException {
        var open = new ArrayDeque<>(List.of(tree.root()));
        while (!open.isEmpty()) {
            var place = open.pop();
            var children = tree.children(place);
            if (children.isEmpty()) {
                tree.set(place, tree.value(place));
            }
            if (place != tree.root()) {
                tree.set(place, tree.encoded(place));
            }
            open.addAll(children);
        }
    }

    private static Place firstText(XmlTree tree) throws ProblemException {
        var open = new ArrayList<>(List.of(tree.root()));
        while (!open.isEmpty()) {
            var place = open.remove(open.size() - 1);
            var children = tree.children(place);
            if (children.isEmpty() && tree.value(place).exists() && !(place instanceof Attribute)) {
                return place;
            }
            for (int i = children.size() - 1; i >= 0; i--) {
                open.add(children.get(i));
            }
        }
        return null;
    }
}

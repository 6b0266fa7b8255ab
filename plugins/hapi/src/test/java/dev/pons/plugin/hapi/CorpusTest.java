package dev.pons.plugin.hapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.spi.Message;
import dev.pons.spi.Step;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Real messages pass, or have findings, and nothing else ever comes of them. */
class CorpusTest {

    private static List<Path> corpus() throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/hl7v2"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no corpus");
        try (var files = Files.walk(at.resolve("../shared/corpus/hl7v2"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void judged(String name, Step step) throws Exception {
        int passed = 0;
        var codes = new TreeMap<String, Integer>();
        var all = corpus();
        for (var file : all) {
            // whatever else is thrown fails this test
            var findings = Given.findings(step, Message.of(Files.readAllBytes(file)));
            passed += findings.isEmpty() ? 1 : 0;
            assertThat(findings).as("%s", file).noneMatch(f -> f.contains("HAPI cannot"));
            findings.forEach(f -> codes.merge(f.substring(0, f.indexOf(' ')), 1, Integer::sum));
        }
        LoggerFactory.getLogger(CorpusTest.class)
                .info("{}: {} of {} pass; findings: {}", name, passed, all.size(), codes);
    }

    @Test
    void againstTheModelOfTheirVersions() throws Exception {
        judged("standard", Given.standard());
    }

    @Test
    void againstTheModelWithLengths() throws Exception {
        judged("lengths", Given.lengths());
    }

    @Test
    void againstAProfile() throws Exception {
        judged("profile", Given.profile(Given.PROFILE));
    }
}

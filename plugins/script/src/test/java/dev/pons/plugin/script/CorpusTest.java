package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Real scripts of exported channels compile; real messages pass through E4X as they came. */
class CorpusTest {

    private static final Pattern SCRIPT =
            Pattern.compile(
                    "<(script|code|preprocessingScript|postprocessingScript|deployScript"
                            + "|undeployScript|template)>(.*?)</\\1>",
                    Pattern.DOTALL);

    private static List<Path> corpus(String folder, String end) throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no corpus");
        try (var files = Files.walk(at.resolve("../shared/corpus").resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> scripts() throws IOException {
        var scripts = new LinkedHashSet<String>();
        for (var file : corpus("mirth-channels", ".xml")) {
            var match = SCRIPT.matcher(Files.readString(file, StandardCharsets.UTF_8));
            while (match.find()) {
                var text = unescaped(match.group(2));
                if (!text.isBlank() && (!match.group(1).equals("template") || text.contains(";"))) {
                    scripts.add(text);
                }
            }
        }
        return scripts;
    }

    private static String unescaped(String text) {
        return text.replaceAll("(?s)<!\\[CDATA\\[(.*?)]]>", "$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#xd;", "")
                .replace("&amp;", "&");
    }

    @Test
    void scriptsOfExportedChannelsCompile() throws Exception {
        var fates = new TreeMap<String, Integer>();
        int compiled = 0;
        var scripts = scripts();
        for (var script : scripts) {
            try {
                Given.classic(script);
                compiled++;
            } catch (IllegalArgumentException refused) {
                fates.merge(String.valueOf(refused.getMessage()), 1, Integer::sum);
            }
        }
        var log = LoggerFactory.getLogger(CorpusTest.class);
        log.info("script: {} of {} scripts compile", compiled, scripts.size());
        fates.forEach((fate, count) -> log.info("script: {} refused: {}", count, fate));
        assertThat(compiled).isGreaterThan(scripts.size() * 9 / 10);
    }

    @Test
    void messagesPassUnchangedThroughE4xAndChangeWhereTheyAreChanged() throws Exception {
        var seen = Given.classic("vars.n = msg..*.length()");
        var changed = Given.classic("msg['MSH'][0]['MSH.6']['MSH.6.1'] = 'changed'");
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus("hl7v2", "")) {
            var world = new Given.World();
            var message = dev.pons.spi.Message.of(Files.readAllBytes(file));
            try {
                var flow = world.flow(message);
                assertThat(seen.apply(message, flow).message())
                        .as("%s", file)
                        .containsSame(message);
                var other = changed.apply(message, world.flow(message)).message().orElseThrow();
                assertThat(segments(other)).as("%s", file).isEqualTo(segments(message));
                counts.merge("untouched, and changed in MSH alone", 1, Integer::sum);
            } catch (ProblemException refused) {
                counts.merge("refused " + refused.problems().get(0).code(), 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(CorpusTest.class).info("e4x on hl7v2: {}", counts);
        assertThat(counts.get("untouched, and changed in MSH alone")).isGreaterThan(300);
    }

    /** All but the header. */
    private static String segments(dev.pons.spi.Message message) throws IOException {
        var text = new String(message.body().toBytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\r');
        int other = text.indexOf('\n');
        int first = end < 0 || (other >= 0 && other < end) ? other : end;
        return first < 0 ? "" : text.substring(first);
    }
}

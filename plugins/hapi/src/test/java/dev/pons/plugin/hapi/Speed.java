package dev.pons.plugin.hapi;

import dev.pons.spi.Step;

import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * How many messages a second on one core, beside {@code validate}; those of {@code ./pons bench}.
 * Run its {@code main} from an editor or with java, in the folder of the plugin.
 */
final class Speed {

    private static final Path MESSAGES = Path.of("../../itests/bench/templates");

    private Speed() {}

    public static void main(String[] args) throws Exception {
        long begun = System.nanoTime();
        Given.findings(Given.standard(), Given.ADT);
        log("the first message took {} ms", (System.nanoTime() - begun) / 1_000_000);
        try (var files = Files.list(MESSAGES)) {
            for (var file : files.sorted().toList()) {
                var text = Files.readString(file).replace('\n', '\r').replace("${ID}", "4711");
                measure(file.getFileName() + ", " + text.length() + " characters", text);
            }
        }
        measure("with profile", Given.profile(Given.PROFILE), Given.ADT);
        measure("the same without", Given.standard(), Given.ADT);
        int segments = 1_000;
        var bad = Given.ADT + "OBX|x|NM|K||4,1|||||\r".repeat(segments);
        measure("with 3 findings in each of 1000 segments", Given.standard(), bad);
    }

    private static void measure(String name, String text) throws Exception {
        log("{}: findings {}", name, Given.findings(Given.standard(), text));
        measure(name + ": conformance", Given.standard(), text);
        var message = Given.message(text);
        measure(name + ": validate", () -> Given.format().validate(message).size());
    }

    private static void measure(String what, Step step, String text) throws Exception {
        var message = Given.message(text);
        measure(what, () -> Given.findings(step, message).size());
    }

    private static void measure(String what, Callable<Integer> work) throws Exception {
        long sum = 0;
        for (int round = 0; round < 4; round++) {
            long begun = cpu();
            int count = 0;
            while (cpu() - begun < 2_000_000_000L) {
                sum += work.call();
                count++;
            }
            log("{}: {}/s", what, count * 1_000_000_000L / (cpu() - begun) + (sum < 0 ? 1 : 0));
        }
    }

    private static void log(String words, Object... values) {
        LoggerFactory.getLogger(Speed.class).info(words, values);
    }

    /** Of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

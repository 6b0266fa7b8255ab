package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.channel.Analyzer;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/**
 * The plugin of serial lines is swapped while its port is open: the next build takes the line over,
 * and the native library, which is a bundle of its own, stays loaded (semantics 6.2).
 */
class SerialSwapIT {

    @Test
    void theNextBuildTakesTheOpenLineOver() throws Exception {
        try (Instance instance = Instance.fresh()) {
            Path port = instance.base().resolve("tty");
            try (Analyzer analyzer = Analyzer.at(port)) {
                instance.channel("lab", Analyzer.lab(port)).start();
                goesBothWays(instance, analyzer, port, "SPEC-0");
                for (int build = 1; build <= 2; build++) {
                    var version = "0.9." + build;
                    Revision.of(Revision.built("serial"), version).drop(instance);
                    instance.awaitExec("plugin:list", said -> said.contains(version));
                    goesBothWays(instance, analyzer, port, "SPEC-" + build);
                }
            }
            assertThat(instance.log()).doesNotContain("ERROR", "Exception", "UnsatisfiedLinkError");
        }
    }

    private static void goesBothWays(
            Instance instance, Analyzer analyzer, Path port, String specimen) throws Exception {
        instance.awaitExec("serial:list", said -> said.matches("(?s).*" + port + " +lab\\b.*"));
        analyzer.sends("H|\\^&|||cobas", "Q|1|^" + specimen + "||ALL", "L|1|N");
        assertThat(analyzer.takes()).contains("O|1|" + specimen);
        analyzer.sends("H|\\^&", "O|1|" + specimen, "R|1|^^^687|28.6", "L|1|N");
        await().until(() -> instance.read("results/" + specimen + ".txt").contains("28.6"));
    }
}

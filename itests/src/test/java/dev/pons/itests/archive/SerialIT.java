package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.channel.Analyzer;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A serial line in a running engine, with an analyzer on a pseudo-terminal at its other end. */
class SerialIT {

    @Test
    void aQueryIsAnsweredAndALineThatIsPluggedInAgainGoesOn() throws Exception {
        try (Instance instance = Instance.fresh()) {
            Path port = instance.base().resolve("tty");
            try (Analyzer analyzer = Analyzer.at(port)) {
                instance.channel("lab", Analyzer.lab(port)).start();
                instance.awaitExec(
                        "serial:list", said -> said.matches("(?s).*" + port + " +lab\\b.*"));
                analyzer.sends("H|\\^&|||cobas", "Q|1|^SPEC-7||ALL", "L|1|N");
                assertThat(analyzer.takes()).contains("O|1|SPEC-7").contains("L|1|F");
                analyzer.sends("H|\\^&", "O|1|SPEC-7", "R|1|^^^687|28.6", "L|1|N");
                await().untilAsserted(
                                () ->
                                        assertThat(instance.read("results/SPEC-7.txt"))
                                                .contains("R|1|^^^687|28.6"));
            }
            instance.awaitExec("channel:list", said -> said.contains("is not there"));
            try (Analyzer again = Analyzer.at(port)) {
                instance.awaitExec("channel:list", said -> !said.contains("is not there"));
                again.sends("H|\\^&", "O|1|SPEC-8", "R|1|^^^687|5.1", "L|1|N");
                await().untilAsserted(
                                () ->
                                        assertThat(instance.read("results/SPEC-8.txt"))
                                                .contains("R|1|^^^687|5.1"));
            }
            assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    @Test
    void aSessionIsRecordedAndThenPlayed() throws Exception {
        try (Instance instance = Instance.fresh()) {
            Path port = instance.base().resolve("tty");
            Path far = instance.base().resolve("far");
            Path trace = instance.base().resolve("lab.trace");
            Path said = instance.base().resolve("said");
            try (Analyzer analyzer = Analyzer.at(port)) {
                instance.channel("lab", Analyzer.lab(port)).start();
                instance.awaitExec("channel:list", text -> !text.contains("is not there"));
                Process recording =
                        instance.begin(
                                said, "exec", "serial:record " + port + " " + trace + " --for 10");
                await().until(() -> instance.read("lab.trace").startsWith("# serial:record"));
                analyzer.sends("H|\\^&", "O|1|SPEC-7", "R|1|^^^687|28.6", "L|1|N");
                await().until(() -> instance.read("results/SPEC-7.txt").contains("28.6"));
                assertThat(recording.waitFor()).isZero();
                assertThat(said).content().contains("bytes received");
            }
            Files.delete(instance.base().resolve("results/SPEC-7.txt"));
            instance.awaitExec("channel:list", text -> text.contains("is not there"));
            Process cable = cable(port, far);
            try {
                instance.awaitExec("channel:list", text -> !text.contains("is not there"));
                var played = instance.exec("serial:play " + trace + " " + far + " --speed 0");
                assertThat(played.text()).contains("all is as it was recorded");
                assertThat(played.code()).isZero();
                await().until(() -> instance.read("results/SPEC-7.txt").contains("28.6"));
            } finally {
                cable.destroy();
            }
        }
    }

    /** Two ports with a line between them. */
    private static Process cable(Path one, Path other) throws Exception {
        var socat =
                new ProcessBuilder(
                                "socat",
                                "PTY,raw,echo=0,link=" + one,
                                "PTY,raw,echo=0,link=" + other)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await().until(() -> Files.exists(one) && Files.exists(other));
        return socat;
    }

    @Test
    void aPersonTalksToADeviceInATerminal() throws Exception {
        boolean there =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(at -> Files.isExecutable(Path.of(at, "tmux")));
        if (!there) {
            System.out.println("skipped: tmux is missing; install the package tmux");
        }
        assumeThat(there).as("tmux on the path").isTrue();
        try (Instance instance = Instance.fresh()) {
            Path port = instance.base().resolve("tty");
            try (Analyzer device = Analyzer.at(port);
                    Screen screen = new Screen(instance)) {
                instance.start();
                screen.run("new-session -d -x 200 -y 50 \"$PONS\" console");
                screen.shows("pons>");
                screen.types("serial:terminal " + port);
                screen.shows("9600 8N1, Ctrl-] leaves");
                screen.types("hello");
                assertThat(device.hears(6)).isEqualTo("hello\r");
                screen.shows("[0-9-]{10} [0-9:]{8}\\.[0-9]{6} Tx ==> hello<CR>");
                device.says("\2ready\3\r\n");
                screen.shows("[0-9-]{10} [0-9:]{8}\\.[0-9]{6} Rx <== <STX>ready<ETX><CR><LF>");
                screen.run("send-keys C-]");
                screen.types("engine:info");
                screen.shows("state +ready");
            }
        }
    }

    /** A real terminal, in tmux, with a server of its own. */
    private record Screen(Instance instance) implements AutoCloseable {

        private String run(String command) {
            return instance.shell("tmux -L " + instance.base().getFileName() + " " + command).out();
        }

        private void types(String line) {
            run("send-keys -l '" + line + "'");
            run("send-keys Enter");
        }

        private void shows(String pattern) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(run("capture-pane -p -J")).containsPattern(pattern));
        }

        @Override
        public void close() {
            run("kill-server");
        }
    }
}

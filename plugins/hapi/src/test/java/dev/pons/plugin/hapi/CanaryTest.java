package dev.pons.plugin.hapi;

import static dev.pons.plugin.hapi.Given.CANARY;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** No value of a message is in a finding, a remark, an exception or the log, wherever it stands. */
class CanaryTest {

    private static final String ORU =
            """
            MSH|^~\\&|c|c|c|c|c|c|ORU^R01|c|c|2.5|c
            PID|c|c|c^c^c^c&c|c|c|c|c|c|c
            OBR|c|c|c|c|c|c|c
            OBX|c|c|c|c|c|c|c|c|c|c
            OBX|1|CE|x||c^c^HL70001
            OBX|2|NM|x||c~c
            MFE|c|c|c|c|c
            NTE|c|c|c
            ccc|c
            """
                    .replace('\n', '\r')
                    .replace("c", CANARY);

    private static final List<String> MESSAGES =
            List.of(
                    ORU,
                    ORU.replace("ORU^R01", "ADT^A01^ADT_A01"),
                    ORU.replace("ORU^R01", CANARY + "^" + CANARY + "^" + CANARY),
                    ORU.replace("2.5", CANARY),
                    ORU.replace("2.5", "2.3"),
                    ORU.replace("PID|", CANARY + "|"),
                    CANARY,
                    "MSH|^~\\&|" + CANARY,
                    "MSH" + CANARY,
                    "MSH|^~\\&\r" + CANARY + "\r");

    /** What people may see of it: problems, words of the exception and its causes. */
    private static String told(Step step, String text) throws Exception {
        var notes = new ArrayList<String>();
        var flow = Given.flow(Given.message(text), new Notes(notes));
        var words = new StringWriter();
        try {
            step.apply(flow.message(), flow);
        } catch (ProblemException failed) {
            words.write(failed.problems().toString());
            failed.printStackTrace(new PrintWriter(words));
        }
        // what a table was asked is for whoever tries the channel, and the engine's own remark
        notes.removeIf(note -> note.startsWith("sexes: "));
        return words + notes.toString();
    }

    private static List<Step> steps() {
        var tables = Map.of("0001", "sexes", "0004", "sexes", "0300", "sexes");
        return List.of(
                Given.step(Given.options(Optional.empty(), true, Map.of())),
                Given.profile(Given.PROFILE),
                Given.step(Given.options(Optional.of(Given.PROFILE), false, tables)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void noValueIsTold(int step) throws Exception {
        for (var message : MESSAGES) {
            assertThat(told(steps().get(step), message))
                    .as(message.replace(CANARY, "."))
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void noValueIsLogged() throws Exception {
        var said = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            for (var step : steps()) {
                for (var message : MESSAGES) {
                    told(step, message);
                }
            }
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    }

    /** HAPI's parsers are not for several threads; each message has one for itself. */
    @Test
    void manyThreadsFindTheSame() throws Exception {
        var step = Given.standard();
        var expected = Given.findings(step, ORU);
        assertThat(expected).isNotEmpty();
        var all = new ArrayList<Callable<List<String>>>();
        for (int i = 0; i < 64; i++) {
            all.add(
                    i % 2 == 0
                            ? () -> Given.findings(step, ORU)
                            : () -> Given.findings(step, Message.of(new byte[0])));
        }
        var threads = Executors.newFixedThreadPool(8);
        try {
            var found = threads.invokeAll(all);
            for (int i = 0; i < found.size(); i += 2) {
                assertThat(found.get(i).get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

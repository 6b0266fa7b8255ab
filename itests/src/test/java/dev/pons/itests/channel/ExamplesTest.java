package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The channels in examples/ do what their READMEs say. */
class ExamplesTest {

    private static final String ADMISSION =
            """
            MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01|A-1|P|2.5
            PID|1||9^^^GOV^SS~4711^^^KH^MR||Brugger^Anna||19700102|F|||||||||||756.1
            PV1|1|I|W1
            """;

    private static final String MERGE =
            """
            MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A40|A-2|P|2.5
            PID|1||4711^^^KH^MR||Brugger^Anna
            MRG|4712
            """;

    private static final String RESULT =
            """
            MSH|^~\\&|LAB|KH|X|KH|20240131||ORU^R01|R-1|P|2.5
            PID|1||4711
            OBR|1
            OBX|1|NM|GLU||5.5||||||F
            NTE|1||fasting
            OBX|2|NM|CRP||12||||||F
            """;

    @TempDir Path folder;

    /** The text of an example, with its ports and folders moved out of the way. */
    private String example(String name, int... ports) throws IOException {
        var text = Files.readString(Path.of("../examples", name, name + ".yaml"));
        for (var i = 0; i < ports.length; i += 2) {
            assertThat(text).contains("" + ports[i]);
            text = text.replaceAll("\\b" + ports[i] + "\\b", "" + ports[i + 1]);
        }
        return text.replace("folder: ", "folder: " + folder + "/");
    }

    private List<String> files(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .collect(Collectors.toList());
        }
    }

    @Test
    void adtFanOut() throws Exception {
        var port = Ports.free();
        try (var laboratory = Mllp.Receiver.accepting();
                var wards = Mllp.Receiver.accepting();
                var kitchen = new HttpPeer();
                var engine = new RunningEngine(folder.resolve("data"))) {
            int[] moved = {
                2585, port, 2586, laboratory.port(), 2587, wards.port(), 2588, kitchen.port()
            };
            engine.start("adt-fan-out", example("adt-fan-out", moved));
            assertThat(Mllp.send(port, ADMISSION)).contains("MSA|AA|A-1");
            assertThat(Mllp.send(port, MERGE)).contains("MSA|AA|A-2");
            assertThat(Mllp.send(port, ADMISSION.replace("|I|", "|O|"))).contains("MSA|AA");
            assertThat(Mllp.send(port, ADMISSION.replace("^MR", "^PI")))
                    .contains("MSA|AE|A-1|PID-3 has no number of kind MR");
            await().until(() -> laboratory.received.size() == 2 && wards.received.size() == 1);
            await().until(() -> files("archive/adt").size() == 2);
            engine.awaitQuiet("adt-fan-out");

            assertThat(laboratory.received.get(0)).contains("BRUGGER^Anna").contains("756.1");
            assertThat(wards.received.get(0))
                    .startsWith("MSH|^~\\&|HIS|KH|WARDS|")
                    .contains("PID|1||4711^^^GOV^SS~4711^^^KH^MR||BRUGGER")
                    .doesNotContain("756.1");
            assertMeal(kitchen);
            assertThat(files("archive/adt")).allMatch(f -> f.matches("4711-A(01|40)-.*\\.hl7"));
            assertThat(states(engine))
                    .containsExactly(
                            MessageState.REFUSED_LATER,
                            MessageState.DROPPED,
                            MessageState.DONE,
                            MessageState.DONE);
        }
    }

    private static void assertMeal(HttpPeer kitchen) {
        assertThat(kitchen.received).hasSize(1);
        assertThat(kitchen.received.get(0).asked()).isEqualTo("/meals");
        assertThat(kitchen.received.get(0).type()).isEqualTo("application/json");
        assertThat(new String(kitchen.received.get(0).body(), StandardCharsets.UTF_8))
                .contains("\"patient\":\"4711\"")
                .contains("\"event\":\"A01\"");
    }

    /** Newest first. */
    private static List<MessageState> states(RunningEngine engine) {
        return engine.control().messages(MessageQuery.newest(9)).rows().stream()
                .map(row -> row.state())
                .toList();
    }

    @Test
    void resultsToFile() throws Exception {
        var port = Ports.free();
        try (var engine = new RunningEngine(folder.resolve("data"))) {
            engine.start("results-to-file", example("results-to-file", 2588, port));
            assertThat(Mllp.send(port, RESULT)).contains("MSA|AA|R-1");
            assertThat(Mllp.send(port, RESULT.replace("||F\nNTE", "||P\nNTE"))).contains("AA|R-1");
            assertThat(Mllp.send(port, RESULT.replace("R-1", "R-2"))).contains("MSA|AA|R-2");
            engine.awaitQuiet("results-to-file");

            assertThat(files("results")).singleElement().asString().startsWith("results-20");
            var written =
                    Files.readString(folder.resolve("results").resolve(files("results").get(0)));
            assertThat(written.split("MSH\\|", -1)).hasSize(3);
            assertThat(written).contains("|R-1|").contains("|R-2|").doesNotContain("fasting");
        }
    }

    @Test
    void hourlyHeartbeat() throws Exception {
        try (var laboratory = Mllp.Receiver.accepting();
                var engine = new RunningEngine(folder.resolve("data"))) {
            engine.start("hourly-heartbeat", example("hourly-heartbeat", 2590, laboratory.port()));
            engine.control().schedules().run("hourly-heartbeat", "anna");
            await().until(() -> laboratory.received.size() == 1);
            engine.awaitQuiet("hourly-heartbeat");
            assertThat(laboratory.received.get(0))
                    .startsWith("MSH|^~\\&|PONS||LAB||2")
                    .contains("|NMD^N02");
        }
    }

    @Test
    void fileToMllp() throws Exception {
        var orders = Files.createDirectories(folder.resolve("orders"));
        try (var laboratory = Mllp.Receiver.accepting();
                var engine = new RunningEngine(folder.resolve("data"))) {
            Files.writeString(orders.resolve("1.hl7"), ADMISSION.replace('\n', '\r'));
            Files.writeString(orders.resolve("2.hl7"), "no HL7 at all");
            Files.writeString(orders.resolve("3.txt"), "nobody asked for this");
            engine.start("file-to-mllp", example("file-to-mllp", 2589, laboratory.port()));
            await().until(() -> laboratory.received.size() == 1);
            engine.awaitQuiet("file-to-mllp");

            assertThat(laboratory.received.get(0)).startsWith("MSH|^~\\&|HIS|KH|LAB|KH|");
            await().until(() -> files("orders").equals(List.of("3.txt")));
            assertThat(files("orders/done")).containsExactly("1.hl7");
            assertThat(files("orders/refused")).contains("2.hl7");
        }
    }
}

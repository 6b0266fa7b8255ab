package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

/** Interfaces of the channel language's section 9, over the lines that they have in a hospital. */
class InterfacesTest {

    private static final String ORDER =
            "MSH|^~\\&|HIS|KH|LAB|KH|20260131||ORM^O01|O-1|P|2.5\nPID|1||4711^^^KH^MR\n"
                    + "ORC|NW|P-1\nOBR|1|P-1|SPEC-7|687^AST\n";

    @TempDir Path folder;

    private String example(String of, String name, Map<Integer, Integer> ports) throws IOException {
        var text = Files.readString(Path.of("../examples", of, name + ".yaml"));
        for (var moved : ports.entrySet()) {
            assertThat(text).contains("" + moved.getKey());
            text = text.replaceAll("\\b" + moved.getKey() + "\\b", "" + moved.getValue());
        }
        return text.replace("folder: ", "folder: " + folder + "/");
    }

    private RunningEngine engine() throws IOException {
        return new RunningEngine(folder.resolve("data"));
    }

    /** Number 5; a larger document needs a larger heap, as the page of the example says. */
    @Test
    void aDocumentGoesToTheStoreAndItsIdToTheRecord() throws Exception {
        var pdf = new byte[10_000_000];
        new Random(5).nextBytes(pdf);
        int port = Ports.free();
        try (var store = new HttpPeer();
                var ehr = Mllp.Receiver.accepting();
                var engine = engine()) {
            engine.start(
                    "pdf-to-documents",
                    example(
                            "pdf-to-documents",
                            "pdf-to-documents",
                            Map.of(2598, port, 2597, store.port(), 2599, ehr.port())));
            var result =
                    "MSH|^~\\&|LAB|KH|X|KH|20260131||ORU^R01|R-1|P|2.5\nPID|1||4711^^^KH^MR||Brugger^Anna\n"
                            + "OBR|1|A1||PATH\nOBX|1|ED|PDF||LAB^application^pdf^Base64^"
                            + Base64.getEncoder().encodeToString(pdf)
                            + "\n";
            assertThat(Mllp.send(port, result)).contains("MSA|AA|R-1");
            await().atMost(Duration.ofSeconds(30)).until(() -> ehr.received.size() == 1);
            assertThat(store.received).hasSize(1);
            assertThat(store.received.get(0).asked())
                    .isEqualTo("/documents?patient=4711&name=R-1.pdf");
            assertThat(store.received.get(0).type()).isEqualTo("application/pdf");
            assertThat(store.received.get(0).body()).isEqualTo(pdf);
            assertThat(ehr.received.get(0)).contains("MDM^T02").contains("|/stored/1|");
        }
    }

    /** Number 7: query in, orders out, results in, on one serial line. */
    @Test
    void anAnalyzerAsksAndSendsResults() throws Exception {
        int orders = Ports.free();
        var port = folder.resolve("tty");
        try (var analyzer = Analyzer.at(port);
                var his = Mllp.Receiver.accepting();
                var engine = engine()) {
            engine.start(
                    "analyzer-orders",
                    example("analyzer-host-query", "analyzer-orders", Map.of(2602, orders)));
            engine.start(
                    "analyzer",
                    example("analyzer-host-query", "analyzer", Map.of(2605, his.port()))
                            .replace("/dev/ttyUSB0", "" + port));
            assertThat(Mllp.send(orders, ORDER)).contains("MSA|AA|O-1");
            analyzer.sends("H|\\^&|||cobas", "Q|1|^SPEC-7||ALL||||||||O", "L|1|N");
            assertThat(analyzer.takes())
                    .contains("P|1||4711")
                    .contains("O|1|SPEC-7||^^^687|R")
                    .contains("L|1|F");
            analyzer.sends(
                    "H|\\^&|||cobas",
                    "P|1||4711",
                    "O|1|SPEC-7||^^^687|R",
                    "R|1|^^^687|28.6|U/L|10-40|N||F",
                    "L|1|N");
            await().until(() -> his.received.size() == 1);
            assertThat(his.received.get(0))
                    .contains("ORU^R01", "PID|||4711", "OBX|1|NM|687||28.6|U/L|10-40|N|||F");
        }
    }
}

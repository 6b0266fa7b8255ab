package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

    /** Number 7: a question, its answer, results. */
    @Test
    void anAnalyzerAsksAndSendsResults() throws Exception {
        int orders = Ports.free();
        int port = Ports.free();
        try (var analyzer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var his = Mllp.Receiver.accepting();
                var engine = engine()) {
            engine.start(
                    "analyzer-orders",
                    example("analyzer-host-query", "analyzer-orders", Map.of(2602, orders)));
            engine.start(
                    "analyzer",
                    example(
                            "analyzer-host-query",
                            "analyzer",
                            Map.of(2603, port, 2604, analyzer.getLocalPort(), 2605, his.port())));
            assertThat(Mllp.send(orders, ORDER)).contains("MSA|AA|O-1");
            try (var line = new Socket(InetAddress.getLoopbackAddress(), port)) {
                line.setSoTimeout(10_000);
                say(line, "H|\\^&|||cobas\rQ|1|^SPEC-7||ALL||||||||O\rL|1|N\r");
                assertThat(line.getInputStream().read()).as("ACK").isEqualTo(0x06);
                try (var answered = analyzer.accept()) {
                    answered.setSoTimeout(10_000);
                    assertThat(heard(answered.getInputStream()))
                            .contains("P|1||4711")
                            .contains("O|1|SPEC-7||^^^687|R")
                            .contains("L|1|F");
                    answered.getOutputStream().write(0x06);
                    say(
                            line,
                            "H|\\^&|||cobas\rP|1||4711\rO|1|SPEC-7||^^^687|R\r"
                                    + "R|1|^^^687|28.6|U/L|10-40|N||F\rL|1|N\r");
                    assertThat(line.getInputStream().read()).as("ACK").isEqualTo(0x06);
                    await().until(() -> his.received.size() == 1);
                }
            }
            assertThat(his.received.get(0))
                    .contains("ORU^R01", "PID|||4711", "OBX|1|NM|687||28.6|U/L|10-40|N|||F");
        }
    }

    private static void say(Socket line, String records) throws IOException {
        line.getOutputStream()
                .write(("\u0002" + records + "\u0003").getBytes(StandardCharsets.US_ASCII));
    }

    private static String heard(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != 0x03; b = in.read()) {
            text.append((char) b);
        }
        return text.toString();
    }
}

package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Channels as REST endpoints: what callers are told, and what the examples and the guide say. */
class HttpChannelsTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private static final String TO_FILES = "destinations: { out: { file: { folder: FOLDER } } }\n";

    @TempDir Path folder;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Ports.free();

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private RunningEngine engine() throws Exception {
        return new RunningEngine(folder.resolve("data"));
    }

    private String channel(String path, String more) {
        return "source:\n  http: { listen: %d, path: \"%s\" }\n%s%s"
                .formatted(
                        port,
                        path,
                        more.strip().indent(2),
                        TO_FILES.replace("FOLDER", folder.resolve("out").toString()));
    }

    private static String example(String name, int from, int to, int peer, int other)
            throws Exception {
        return Files.readString(Path.of("../examples", name, name + ".yaml"))
                .replaceAll("\\b" + from + "\\b", "" + to)
                .replaceAll("\\b" + peer + "\\b", "" + other);
    }

    /** HL7 by HTTP: the format answers, and the status says the same. */
    @Test
    void theFormatsAnswerComesWithAStatusThatFits() throws Exception {
        try (var engine = engine()) {
            engine.start("hl7", channel("/hl7", "format: hl7v2"));
            var ack = post("/hl7", "MSH|^~\\&|A|B|C|D|2024||ADT^A01|M-1|P|2.5\rPID|1||1\r");
            assertThat(ack.statusCode()).isEqualTo(200);
            assertThat(ack.headers().firstValue("content-type")).contains("application/hl7-v2");
            assertThat(ack.body()).contains("MSA|AA|M-1");
            assertThat(post("/hl7", "no HL7").statusCode()).isEqualTo(400);
        }
    }

    /** Semantics 1.2: kept and not finished in time is said as that, and reply steps shape it. */
    @Test
    void replyStepsSetStatusAndHeadersWhereTheFormatHasNoAnswer() throws Exception {
        try (var engine = engine()) {
            engine.start(
                    "json",
                    channel(
                            "/n/{id}",
                            """
                            format: json
                            acknowledge: processed
                            reply:
                              - set: { meta.http.status: "201", meta.http.header.location: "/n/{in.meta.http.path.id}" }
                                when: { meta.result: done }
                            """));
            var made = post("/n/7", "{\"a\":1}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.headers().firstValue("location")).contains("/n/7");
            assertThat(made.body()).contains("\"result\":\"accepted\"");
        }
    }

    @Test
    void whatIsNotKnownInTimeIs504AndSaysThatItIsKept() throws Exception {
        try (var engine = engine()) {
            engine.start(
                    "late",
                    """
                    source:
                      http: { listen: %d, path: /late }
                      format: json
                      acknowledge: processed
                      within: 300ms
                    destinations:
                      gone: { mllp: { connect: "127.0.0.1:%d" } }
                    """
                            .formatted(port, Ports.free()));
            var late = post("/late", "{}");
            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.body()).contains("the message is kept").contains("\"id\":\"");
        }
    }

    @Test
    void twoChannelsShareAPortAndTheSameRouteIsRefusedWithBothPlaces() throws Exception {
        try (var engine = engine()) {
            engine.start("one", channel("/one", "format: json"));
            engine.start("two", channel("/two", "format: text"));
            assertThat(post("/one", "{}").statusCode()).isEqualTo(202);
            assertThat(post("/two", "words").statusCode()).isEqualTo(202);
            var third =
                    engine.deploy("third", channel("/one", "format: json"), f -> Optional.empty());
            assertThat(third.reason())
                    .contains("third.yaml:2:19")
                    .contains("is served by channel one (one.yaml:2:19)");
        }
    }

    /** Nothing is open by default: beyond the loopback an endpoint says who may call. */
    @Test
    void beyondTheLoopbackAnEndpointAsksWhoCalls() throws Exception {
        try (var engine = engine()) {
            var open = channel("/in", "format: json").replace("" + port, "\"0.0.0.0:" + port + '"');
            var view = engine.deploy("open", open, f -> Optional.empty());
            assertThat(view.problems())
                    .singleElement()
                    .asString()
                    .contains("open.yaml:2:")
                    .contains("on 0.0.0.0 an endpoint asks who calls; write access:");
            var asks =
                    open.replace(
                            "/in\" }", "/in\", access: { basic: { his: \"${secret:his}\" } } }");
            engine.start("open", asks);
            assertThat(post("/in", "{}").statusCode()).isEqualTo(401);
            var right = to("/in").header("Authorization", "Basic aGlzOng=");
            assertThat(send(right.POST(HttpRequest.BodyPublishers.ofString("{}"))).statusCode())
                    .isEqualTo(202);
        }
    }

    /** Both sides, with the certificates of etc/tls. */
    @Test
    void channelsCallEachOtherInTlsAndAreNamed() throws Exception {
        var etc = folder.resolve("data/tls");
        new DevelopmentCertificates(etc).make("hospital", List.of("127.0.0.1"), 30);
        new DevelopmentCertificates(etc).make("his", List.of("his.example"), 30);
        try (var engine = engine()) {
            engine.start(
                    "secure",
                    channel("/in", "format: json")
                            .replace(
                                    "listen: " + port,
                                    "listen: { port: %d, tls: { identity: hospital, trust: dev-ca } }"
                                            .formatted(port))
                            .replace("file: {", "file: { name: \"{meta.tls.subject}\","));
            int other = Ports.free();
            var caller =
                    """
                    source: { http: { listen: %d, path: /out }, format: json }
                    destinations:
                      secure:
                        http: { url: "https://127.0.0.1:%d/in", tls: { trust: dev-ca%s } }
                    """;
            engine.start("caller", caller.formatted(other, port, ", identity: his"));
            var out = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other + "/out"));
            assertThat(send(out.POST(HttpRequest.BodyPublishers.ofString("{}"))).statusCode())
                    .isEqualTo(202);
            var named = folder.resolve("out/CN=his");
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(named));
            assertThat(Files.readString(named)).isEqualTo("{}");
        }
    }

    /** A body over the threshold of memory is spooled, and arrives whole. */
    @Test
    void largeBodiesAndFormsArriveWhole() throws Exception {
        try (var engine = engine()) {
            engine.start(
                    "large",
                    channel("/large", "format: text")
                            .replace("file: { folder", "file: { name: x, folder"));
            var text = "0123456789abcdef".repeat(300_000);
            assertThat(post("/large", text).statusCode()).isEqualTo(202);
            engine.awaitQuiet("large");
            assertThat(Files.readString(folder.resolve("out/x"))).isEqualTo(text);
        }
    }

    @Test
    void restToHl7() throws Exception {
        try (var his = Mllp.Receiver.accepting();
                var engine = engine()) {
            engine.start("rest-to-hl7", example("rest-to-hl7", 8589, port, 8586, his.port()));
            var sent =
                    post(
                            "/patients/4711/observations",
                            "{\"code\":\"8867-4\",\"value\":72,\"unit\":\"/min\"}");
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
            var refused = post("/patients/4711/observations", "{\"unit\":\"/min\"}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("value and code are needed");
            await().until(() -> his.received.size() == 1);
            assertThat(his.received.get(0))
                    .contains("ORU^R01")
                    .contains("PID|||4711")
                    .contains("OBX|1|NM|8867-4||72|/min");
        }
    }

    /** Channel language, section 9, number 4. */
    @Test
    void queryOverHttp() throws Exception {
        try (var mpi = new Mllp.Receiver(HttpChannelsTest::found);
                var engine = engine()) {
            engine.start(
                    "query-over-http", example("query-over-http", 8587, port, 8588, mpi.port()));
            var known = send(to("/patients?id=4711").GET());
            assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
            assertThat(known.body()).contains("QAK|1|OK").contains("PID|1||4711");
            assertThat(send(to("/patients?id=unknown").GET()).statusCode()).isEqualTo(404);
            assertThat(send(to("/patients?id=broken").GET()).statusCode()).isEqualTo(502);
            assertThat(send(to("/patients").GET()).statusCode()).isEqualTo(400);
            assertThat(mpi.received).hasSize(3).allMatch(m -> m.contains("|QBP^Q22"));
        }
    }

    /** What a patient index answers. */
    private static String found(String query) {
        var id = query.split("\r")[0].split("\\|")[9];
        var code = query.contains("^unknown") ? "NF" : "OK";
        var ack = query.contains("^broken") ? "AR" : "AA";
        return "MSH|^~\\&|MPI|KH|PORTAL|KH|2024||RSP^K22|R-1|P|2.5\rMSA|"
                + ack
                + "|"
                + id
                + "\rQAK|1|"
                + code
                + "\rQPD|Q22\rPID|1||4711\r";
    }

    /** Each command of the page, in order, gives what stands below it. */
    @Test
    void theCommandsOfTheGuideDoWhatItSays() throws Exception {
        var page = Files.readString(Path.of("../docs/guide/http.md"));
        var blocks = FENCE.matcher(page).results().toList();
        var text =
                blocks.get(0)
                        .group(2)
                        .replace("8080", "" + port)
                        .replace("folder: ", "folder: " + folder + "/");
        int commands = 0;
        try (var engine = engine()) {
            engine.start("notes", text);
            for (var block : blocks) {
                var lines = new ArrayList<>(block.group(2).lines().toList());
                if (!lines.get(0).startsWith("curl ")) {
                    continue;
                }
                commands++;
                var said = run(lines.remove(0).replace("8080", "" + port));
                for (var line : lines) {
                    assertThat(said).contains(line.split("\\.\\.\\."));
                }
            }
        }
        assertThat(commands).isEqualTo(4);
    }

    private String run(String command) throws Exception {
        var process =
                new ProcessBuilder("sh", "-c", command.replace("curl ", "curl -sS "))
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes());
    }
}

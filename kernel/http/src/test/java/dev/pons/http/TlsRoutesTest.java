package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.ListenTls;
import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.spi.NotSentException;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP ports are secured as all others are: the same files, words and rules. */
class TlsRoutesTest {

    private static final Handler SUBJECT =
            exchange -> {
                var name = exchange.subject().orElse("nobody").getBytes(StandardCharsets.UTF_8);
                try (var out = exchange.answer(200, Map.of(), name.length)) {
                    out.write(name);
                }
            };

    @TempDir static Path made;
    @TempDir Path etc;

    private final JettyWeb web = new JettyWeb();
    private Net net;
    private Net callers;

    @BeforeAll
    static void authorities() throws IOException {
        var hospital = new DevelopmentCertificates(made);
        hospital.make("server", List.of("127.0.0.1"), 30);
        hospital.make("renewed", List.of("127.0.0.1"), 60);
        hospital.make("his", List.of("his.example"), 30);
        hospital.make("portal", List.of("portal.example"), 30);
    }

    @BeforeEach
    void open() throws IOException {
        for (var name : List.of("server", "his", "portal", "dev-ca")) {
            Files.copy(made.resolve(name + ".pem"), etc.resolve(name + ".pem"));
        }
        net = new Net(Credentials.in(etc), web);
        callers = new Net(Credentials.in(etc));
    }

    @AfterEach
    void close() {
        callers.close();
        net.close();
        web.close();
    }

    private static ListenTls tls(Optional<String> trust, String... peers) {
        return new ListenTls("server", trust, List.of(peers), TlsVersion.TLS_1_2);
    }

    private static ListenOptions port(int port, Optional<ListenTls> tls) {
        return new ListenOptions(
                port, "127.0.0.1", List.of(), 10, Duration.ZERO, Duration.ofSeconds(30), tls);
    }

    private int serve(String owner, int port, ListenTls tls, String path) throws IOException {
        net.lines(owner, owner + ".yaml:3:11")
                .serve(port(port, Optional.of(tls)), Route.at(path), SUBJECT);
        return net.ports(owner).get(0).getPort();
    }

    private static Optional<PeerTls> as(String identity) {
        return Optional.of(
                new PeerTls(
                        "dev-ca",
                        Optional.of(identity).filter(name -> !name.isEmpty()),
                        Optional.empty(),
                        TlsVersion.TLS_1_2));
    }

    private Connection dial(int port, Optional<PeerTls> tls) throws IOException {
        var lines = callers.lines("caller");
        var line = lines.dial(Peer.of("127.0.0.1", port));
        if (tls.isPresent()) {
            lines.secure(line, Optional.of(tls.get()), "127.0.0.1", Instant.now().plusSeconds(10));
        }
        line.deadline(Instant.now().plusSeconds(10));
        return line;
    }

    private static String ask(Connection line, String path) throws IOException {
        var head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
        line.out().write(head.getBytes(StandardCharsets.US_ASCII));
        line.out().flush();
        var answer = new StringBuilder();
        int length = -1;
        while (length < 0) {
            int next = line.in().read();
            assertThat(next).as("the answer goes on behind: " + answer).isNotNegative();
            answer.append((char) next);
            if (answer.indexOf("\r\n\r\n") >= 0) {
                var field = answer.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
                length = Integer.parseInt(field);
            }
        }
        return answer + new String(line.in().readNBytes(length), StandardCharsets.UTF_8);
    }

    private String ask(int port, Optional<PeerTls> tls, String path) throws IOException {
        try (var line = dial(port, tls)) {
            return ask(line, path);
        }
    }

    @Test
    void whoIsTrustedCallsAndIsNamed() throws IOException {
        int port = serve("notes", 0, tls(Optional.of("dev-ca")), "/notes");
        assertThat(ask(port, as("his"), "/notes"))
                .startsWith("HTTP/1.1 200 ")
                .containsPattern("CN=his(\\.example)?");
        assertThat(ask(serve("open", 0, tls(Optional.empty()), "/open"), as(""), "/open"))
                .endsWith("nobody");
    }

    @Test
    void eachRouteHasItsOwnListOfPeers() throws IOException {
        var authority = Optional.of("dev-ca");
        int port = serve("his", 0, tls(authority, "his.example"), "/his");
        serve("all", port, tls(authority), "/all");
        assertThat(ask(port, as("portal"), "/all")).startsWith("HTTP/1.1 200 ");
        assertThat(ask(port, as("portal"), "/his"))
                .startsWith("HTTP/1.1 403 ")
                .contains("this certificate may not call here");
        assertThat(ask(port, as("his"), "/his")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoShowsNoCertificateOrNoTlsIsTurnedAwayAndTheReasonIsSaid() throws IOException {
        var lines = net.lines("notes");
        lines.serve(port(0, Optional.of(tls(Optional.of("dev-ca")))), Route.at("/notes"), SUBJECT);
        int port = net.ports("notes").get(0).getPort();
        assertThatThrownBy(() -> ask(port, as(""), "/notes")).isInstanceOf(IOException.class);
        await().until(
                        () -> lines.turnedAway().toString(),
                        said -> said.contains("the peer showed no certificate"));
        try (var line = dial(port, Optional.empty())) {
            line.out().write("GET /notes HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
            line.out().flush();
            var answer = new String(line.in().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).doesNotContain("HTTP/");
        } catch (IOException reset) {
            assertThat(reset).hasMessageNotContaining("silent");
        }
    }

    @Test
    void anotherChannelsPortIsSharedOnlyWithTheSameTls() throws IOException {
        int port = serve("notes", 0, tls(Optional.empty()), "/notes");
        assertThatThrownBy(() -> serve("bills", port, tls(Optional.of("dev-ca")), "/bills"))
                .hasMessage(
                        "port "
                                + port
                                + " is open with other TLS for channel notes (notes.yaml:3:11);"
                                + " give the same tls, or choose another port");
        assertThatThrownBy(
                        () ->
                                net.lines("clear")
                                        .serve(
                                                port(port, Optional.empty()),
                                                Route.at("/clear"),
                                                SUBJECT))
                .hasMessageContaining("is open with other TLS");
        assertThat(ask(port, as(""), "/notes")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aChannelMaySecureItsOwnPortAndLinesOfBeforeEnd() throws IOException {
        var before = net.lines("notes");
        before.serve(port(0, Optional.empty()), Route.at("/notes"), SUBJECT);
        int port = net.ports("notes").get(0).getPort();
        try (var line = dial(port, Optional.empty())) {
            assertThat(ask(line, "/notes")).startsWith("HTTP/1.1 200 ");
            var after = net.lines("notes");
            after.serve(
                    port(port, Optional.of(tls(Optional.empty()))), Route.at("/notes"), SUBJECT);
            assertThat(line.in().read()).as("the end of a line in the clear").isNegative();
            assertThat(ask(port, as(""), "/notes")).startsWith("HTTP/1.1 200 ");
            after.close(); // it did not start after all: the one before goes on as it was
        }
        assertThat(ask(port, Optional.empty(), "/notes")).startsWith("HTTP/1.1 200 ");
        before.close();
    }

    @Test
    void aCertificateThatWasReplacedCountsFromTheNextConnectionOn() throws IOException {
        int port = serve("notes", 0, tls(Optional.empty()), "/notes");
        try (var line = dial(port, as(""))) {
            ask(line, "/notes");
            Files.copy(
                    made.resolve("renewed.pem"),
                    etc.resolve("server.pem"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertThat(ask(line, "/notes")).as("a line goes on").startsWith("HTTP/1.1 200 ");
        }
        var shown = callers.credentials().probe(as("").get(), "127.0.0.1", port).toString();
        assertThat(shown).contains("CN=renewed");
    }

    @Test
    void aMissingFileIsSaidBeforeThePortIsOpened() {
        var missing = new ListenTls("absent", Optional.empty(), List.of(), TlsVersion.TLS_1_2);
        assertThatThrownBy(() -> serve("notes", 0, missing, "/notes"))
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("etc/tls/absent.pem");
        assertThat(net.ports("notes")).isEmpty();
    }

    @Test
    void whatAPeerSaidBeforeTlsIsNotTakenForSomethingSaidInIt() throws IOException {
        net.lines("talks")
                .listen(
                        port(0, Optional.empty()),
                        line -> {
                            line.out().write("220 hello".getBytes(StandardCharsets.US_ASCII));
                            line.out().flush();
                            line.ready();
                        });
        int port = net.ports("talks").get(0).getPort();
        var lines = callers.lines("caller");
        try (var line = lines.dial(Peer.of("127.0.0.1", port))) {
            assertThat(line.in().read()).isEqualTo('2');
            assertThatThrownBy(
                            () ->
                                    lines.secure(
                                            line,
                                            Optional.of(as("").get()),
                                            "127.0.0.1",
                                            Instant.now().plusSeconds(5)))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("spoke before");
        }
    }
}

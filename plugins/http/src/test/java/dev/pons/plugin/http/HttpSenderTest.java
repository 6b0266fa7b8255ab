package dev.pons.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.net.Net;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Peer;
import dev.pons.tck.ReceivingPeer.Manner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is sent, and what each answer means. */
class HttpSenderTest {

    private static final Auth NOBODY =
            new Auth(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final Net net = new Net();
    private final Net.Lines lines = net.lines("test");
    private Server server;

    @BeforeEach
    void open() throws IOException {
        server = new Server();
    }

    @AfterEach
    void close() throws IOException {
        lines.close();
        net.close();
        server.close();
    }

    private HttpSender sender(String method, Auth auth, Map<String, Template> headers) {
        return sender(method, auth, headers, Optional.empty());
    }

    private HttpSender sender(
            String method, Auth auth, Map<String, Template> headers, Optional<Peer> proxy) {
        return new HttpSender(
                new HttpSender.Options(
                        Template.of(server.url("/in?a=b")),
                        method,
                        Map.of("q", Template.of("1%202")),
                        headers,
                        "",
                        auth,
                        proxy,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        true,
                        1024,
                        "Idempotency-Key"),
                context());
    }

    private Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        HttpSenderTest.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, args) -> lines);
    }

    private static Attempt attempt() {
        return new Attempt() {
            @Override
            public Message message() {
                return Message.of(new byte[0]);
            }

            @Override
            public int number() {
                return 1;
            }

            @Override
            public String key() {
                return "key-1";
            }

            @Override
            public Instant deadline() {
                return Instant.now().plusSeconds(60);
            }

            @Override
            public String text(Template template) {
                return template.toString();
            }

            @Override
            public Delivery judge(Message response) {
                return Delivery.delivered().with(response);
            }
        };
    }

    private static Delivery send(HttpSender sender, String body) throws Exception {
        return sender.send(Message.of(body.getBytes(StandardCharsets.UTF_8)), attempt());
    }

    private Delivery answered(String answer) throws Exception {
        server.answer = answer;
        return send(sender("POST", NOBODY, Map.of()), "{}");
    }

    @ParameterizedTest
    @CsvSource({
        "200,DELIVERED",
        "201,DELIVERED",
        "204,DELIVERED",
        "301,REJECTED",
        "307,REJECTED",
        "400,REJECTED",
        "401,REJECTED",
        "404,REJECTED",
        "408,RETRY",
        "409,REJECTED",
        "422,REJECTED",
        "429,RETRY",
        "500,RETRY",
        "502,RETRY",
        "503,RETRY",
        "504,RETRY"
    })
    void eachStatusHasAnOutcome(int status, Delivery.Kind kind) throws Exception {
        var length = status == 204 ? "" : "Content-Length: 0\r\n";
        var delivery = answered("HTTP/1.1 " + status + " Word\r\n" + length + "\r\n");
        assertThat(delivery.kind()).isEqualTo(kind);
        assertThat(delivery.response().orElseThrow().meta("http.status")).contains("" + status);
    }

    @Test
    void aPauseThatTheServerAsksForIsObeyed() throws Exception {
        var seconds = "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
        assertThat(answered(seconds).pause()).isEqualTo(Duration.ofSeconds(7));
        var date =
                "HTTP/1.1 429 Slow\r\nRetry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n";
        assertThat(answered(date).pause()).isEqualTo(Duration.ofDays(1));
        var past =
                "HTTP/1.1 429 Slow\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n";
        assertThat(answered(past).pause()).isEqualTo(Duration.ZERO);
    }

    @Test
    void chunksAndEarlyAnswersAndBodiesUpToTheEndOfTheLineAreRead() throws Exception {
        var chunks =
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                        + "X-One: 1\r\nx-one: 2\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n";
        var response = answered(chunks).response().orElseThrow();
        assertThat(response.body().toBytes()).asString().isEqualTo("abc0123456789");
        assertThat(response.meta("http.header.x-one")).contains("1, 2");
        var open = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end";
        assertThat(answered(open).response().orElseThrow().body().toBytes())
                .asString()
                .isEqualTo("until the end");
    }

    @Test
    void whatMayHaveArrivedIsUnknown() throws Exception {
        var cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc";
        assertThat(answered(cut).kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        var large = "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(2000);
        assertThat(answered(large).kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        assertThat(answered("HTTP/2 200 OK\r\n\r\n").kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        server.answers(Manner.SILENT);
        var late = send(sender("POST", NOBODY, Map.of()), "{}");
        assertThat(late.kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        assertThat(late.why()).isEqualTo("no answer within 1s");
    }

    @Test
    void whatSurelyDidNotLeaveSaysSo() throws Exception {
        var sender = sender("POST", NOBODY, Map.of());
        server.close();
        assertThatThrownBy(() -> send(sender, "{}")).isInstanceOf(NotSentException.class);
        server.open();
    }

    @Test
    void requestsAreWrittenAsTheOptionsSay() throws Exception {
        var auth =
                new Auth(
                        Optional.of(new Auth.Basic("his", Secret.of("pass"))),
                        Optional.of(new Auth.Key(Secret.of("k"), "X-API-Key")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new Auth.Hmac(
                                        Secret.of("shared"),
                                        "X-Sig",
                                        Auth.Hash.SHA256,
                                        "",
                                        Auth.Hmac.Style.PLAIN)));
        var sender = sender("POST", auth, Map.of("X-Ward", Template.of("W1")));
        send(sender, "{\"a\":1}");
        send(sender, "MSH|^~\\&|");
        assertThat(server.heads.get(0))
                .startsWith("POST /in?a=b&q=1%202 HTTP/1.1\r\nHost: 127.0.0.1:" + server.at())
                .contains("Content-Type: application/json\r\n")
                .contains("Idempotency-Key: key-1\r\n")
                .contains("Authorization: Basic aGlzOnBhc3M=\r\n")
                .contains("X-API-Key: k\r\n")
                .contains("X-Ward: W1\r\n")
                .contains(
                        "X-Sig: sha256=def0e4aa31899afa017c6243f1c30528c036adf4a25fa5a755f7137ac60a0c0f\r\n")
                .contains("Content-Length: 7\r\n");
        assertThat(server.heads.get(1)).contains("Content-Type: application/hl7-v2\r\n");
        assertThat(server.received().get(0)).asString().isEqualTo("{\"a\":1}");
        assertThat(lines.connected()).isZero();
        send(sender("GET", NOBODY, Map.of()), "not sent");
        assertThat(server.heads.get(2)).startsWith("GET ").doesNotContain("Content-");
    }

    @Test
    void aValueCannotBreakOutOfItsHeaderLine() throws Exception {
        var sender = sender("POST", NOBODY, Map.of("X-A", Template.of("a\r\nX-B: b")));
        assertThat(send(sender, "{}").kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(server.heads).isEmpty();
    }

    @Test
    void tokensAreFetchedOnceAndAgainWhenTheyAreRefused() throws Exception {
        try (var issuer = new Server()) {
            issuer.answer = token("t-1");
            var oauth = new Auth.OAuth(issuer.url("/token"), "pons", Secret.of("s"), "lab write");
            var auth =
                    new Auth(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(oauth),
                            Optional.empty());
            var sender = sender("POST", auth, Map.of());
            assertThat(send(sender, "{}").kind()).isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(send(sender, "{}").kind()).isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(issuer.received()).hasSize(1);
            assertThat(issuer.received().get(0))
                    .asString()
                    .isEqualTo("grant_type=client_credentials&scope=lab+write");
            assertThat(server.heads).allMatch(h -> h.contains("Authorization: Bearer t-1\r\n"));

            server.answer = "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n";
            assertThat(send(sender, "{}").kind()).isEqualTo(Delivery.Kind.RETRY);
            issuer.answer = token("t-2");
            assertThat(send(sender, "{}").kind()).isEqualTo(Delivery.Kind.REJECTED);
            assertThat(server.heads.get(3)).contains("Bearer t-2");

            issuer.answer = "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n";
            send(sender, "{}"); // the refused token is forgotten
            assertThatThrownBy(() -> send(sender, "{}"))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("it answered 400");
        }
    }

    private static String token(String text) {
        var body =
                "{\"token_type\":\"bearer\", \"access_token\": \"" + text + "\",\"expires_in\":60}";
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void aProxyIsAskedWithTheWholeAddress() throws Exception {
        var proxy = Optional.of(Peer.of("127.0.0.1", server.at()));
        assertThat(send(sender("POST", NOBODY, Map.of(), proxy), "{}").kind())
                .isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(server.heads.get(0)).startsWith("POST " + server.url("/in?a=b"));
    }

    @Test
    void whatIsNoTlsIsNotSent() throws Exception {
        server.answer = "no TLS at all\r\n\r\n";
        var sender =
                new HttpSender(
                        new HttpSender.Options(
                                Template.of(server.url("/in").replace("http:", "https:")),
                                "POST",
                                Map.of(),
                                Map.of(),
                                "",
                                NOBODY,
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofSeconds(1),
                                true,
                                1024,
                                ""),
                        context());
        assertThatThrownBy(() -> send(sender, "Kanarienvogel"))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("127.0.0.1: TLS failed: ");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsSaid() throws Exception {
        for (var url :
                new String[] {"ftp://x/", "http://u:p@x/", "http:///x", "http://x/a b", ""}) {
            assertThatThrownBy(() -> Target.of(url)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Target.of("https://[::1]/a?b").authority()).isEqualTo("[::1]");
        assertThat(Target.of("http://X.example:80").absolute()).isEqualTo("http://x.example/");
    }
}

package dev.pons.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as their senders and operators see them, on the real engine. */
class WebhookTest {

    private static final String TOKEN = "[0-9a-f]{32}";

    @TempDir Path folder;
    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestChannels engine;

    @BeforeEach
    void open() throws IOException {
        engine = new TestChannels(folder);
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
    }

    private String channel(String more) {
        return """
        source:
          webhook: { listen: %d%s }
          format: text
          duplicates: { by: meta.http.header.x-delivery, within: 24h }
        destinations:
          nowhere: { http: { url: "http://127.0.0.1:1/{meta.http.path}" } }
        """
                .formatted(port, more.isEmpty() ? "" : ", " + more);
    }

    private void start(String name, String more) {
        var view = engine.deploy(name, channel(more));
        assertThat(view.state())
                .as(view.problems() + view.reason())
                .isEqualTo(ChannelState.STARTED);
    }

    /** A channel of that name with these options, and the address that somebody was shown. */
    private String started(String name, String more) throws Exception {
        start(name, more);
        return Typing.of(new WebhookAddress(), name).address();
    }

    private HttpResponse<String> post(String address, String body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String mac(String secret, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theAddressIsShownOnceAndTakesMessages() throws Exception {
        var address = started("hook", "");
        assertThat(address).matches("http://127\\.0\\.0\\.1:" + port + "/webhook/" + TOKEN);
        var taken = post(address, "Kanarienvogel");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(taken.body()).contains("\"result\":\"accepted\"");
        assertThat(engine.stored("hook")).containsExactly("Kanarienvogel");

        var again = Typing.of(new WebhookAddress(), "hook");
        assertThat(again.code()).isOne();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("was shown").contains("webhook:rotate hook");
        var nobody = Typing.of(new WebhookAddress(), "other");
        assertThat(nobody.code()).isOne();
        assertThat(nobody.err()).contains("channel other has no webhook that runs");
    }

    @Test
    void aWrongTokenIsAnUnknownPath() throws Exception {
        var address = started("hook", "challenge: { query: challenge }");
        var unknown = post("http://127.0.0.1:" + port + "/nothing", "x");
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (var path : new String[] {"/webhook", "/webhook/", "/webhook/0", "/webhook/{token}"}) {
            var at = URI.create(address).resolve(path.replace("{", "%7B").replace("}", "%7D"));
            var wrong = post(at.toString(), "x");
            assertThat(wrong.statusCode()).as(path).isEqualTo(404);
            assertThat(wrong.body()).isEqualTo(unknown.body());
            assertThat(get(at + "?challenge=x").statusCode()).as(path).isEqualTo(404);
        }
        var other = address.substring(0, address.length() - 1) + (address.endsWith("0") ? 1 : 0);
        assertThat(post(other, "x").body()).isEqualTo(unknown.body());
        assertThat(send(HttpRequest.newBuilder(URI.create(address)).DELETE()).statusCode())
                .isEqualTo(405);
        assertThat(engine.ledger("hook").accepted()).isZero();
    }

    /** The text of an address is nowhere on the disk, and no fact of a message. */
    @Test
    void onlyAHashOfItIsKept() throws Exception {
        var address = started("hook", "");
        var token = address.substring(address.lastIndexOf('/') + 1);
        assertThat(post(address, "body").statusCode()).isEqualTo(202);
        assertThat(engine.stored("hook")).hasSize(1);
        engine.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text.contains(token)).as("the address in " + file).isFalse();
            }
        }
        engine = new TestChannels(folder);
        start("hook", "");
        assertThat(post(address, "after a restart").statusCode()).isEqualTo(202);
        assertThat(Typing.of(new WebhookAddress(), "hook").code()).isOne();
    }

    /** One that nobody saw is replaced at a start: there is no address that nobody can know. */
    @Test
    void oneThatNobodySawIsMadeAnew() throws Exception {
        start("hook", "");
        engine.order(Control.Order.STOP, "hook");
        assertThat(Typing.of(new WebhookAddress(), "hook").code()).isOne();
        engine.order(Control.Order.START, "hook");
        var address = Typing.of(new WebhookAddress(), "hook").address();
        assertThat(post(address, "x").statusCode()).isEqualTo(202);
        start("hook", "path: /changed");
        var moved = address.replace("/webhook/", "/changed/");
        assertThat(post(moved, "x").statusCode()).isEqualTo(202);
        assertThat(post(address, "x").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressIsReplacedAtOnceOrWithTime() throws Exception {
        var first = started("hook", "outside: https://hooks.example/");
        assertThat(first).matches("https://hooks\\.example/webhook/" + TOKEN);
        var rotated = Typing.of(new WebhookRotate(), "hook");
        var second = rotated.address();
        assertThat(rotated.out()).contains("The one before does not count any more.");
        assertThat(post(here(second), "x").statusCode()).isEqualTo(202);
        assertThat(post(here(first), "x").statusCode()).isEqualTo(404);

        var third = Typing.of(new WebhookRotate(), "hook", "--keep-old", "24h");
        assertThat(third.out()).contains("The one before counts for 24h.");
        assertThat(post(here(third.address()), "x").statusCode()).isEqualTo(202);
        assertThat(post(here(second), "x").statusCode()).isEqualTo(202);
        var over = Typing.of(new WebhookRotate(), "hook", "--keep-old", "0m").address();
        assertThat(post(here(over), "x").statusCode()).isEqualTo(202);
        assertThat(post(here(second), "x").statusCode()).isEqualTo(404);
        assertThat(post(here(third.address()), "x").statusCode()).isEqualTo(404);
        for (var words :
                new String[] {"hook old", "hook --keep-old", "hook --keep-old 1y", "a b c"}) {
            assertThatThrownBy(() -> Typing.of(new WebhookRotate(), words.split(" ")))
                    .as(words)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private String here(String address) {
        return address.replace("https://hooks.example", "http://127.0.0.1:" + port);
    }

    @Test
    void channelsShareAPortAndEachHasItsOwnAddress() throws Exception {
        var seen = new HashSet<String>();
        for (var name : new String[] {"one", "two", "three"}) {
            var address = started(name, "");
            assertThat(seen.add(address)).isTrue();
            assertThat(post(address, "for " + name).statusCode()).isEqualTo(202);
            assertThat(engine.stored(name)).containsExactly("for " + name);
        }
    }

    /** A delivery that comes again is answered as the first one, and is not taken twice. */
    @Test
    void aSignedDeliveryIsTakenOnceAndAForgedOneNever() throws Exception {
        var address =
                started(
                        "hook",
                        "access: { hmac: { secret: [\"${secret:new}\", \"${secret:old}\"],"
                                + " header: X-Hub-Signature-256 } }");
        for (var secret : new String[] {"new", "old"}) {
            var signed = "sha256=" + mac(secret, "body of " + secret);
            for (int i = 0; i < 2; i++) {
                var answer =
                        post(
                                address,
                                "body of " + secret,
                                "X-Hub-Signature-256",
                                signed,
                                "X-Delivery",
                                secret);
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.body()).contains(i == 0 ? "accepted" : "duplicate");
            }
        }
        var bare = post(address, "Kanarienvogel");
        var forged = post(address, "x", "X-Hub-Signature-256", "sha256=" + mac("no", "x"));
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(forged.body()).isEqualTo(bare.body());
        assertThat(engine.stored("hook")).containsExactly("body of new", "body of old");
        assertThat(engine.ledger("hook").accepted()).isEqualTo(2);
    }

    /** What this engine signs, this engine takes: a channel calls the webhook of another one. */
    @Test
    void whatTheSenderSignsTheWebhookTakes() throws Exception {
        for (var style : new String[] {"style: combined", "time: X-Time", "hash: sha512"}) {
            var name = style.substring(style.indexOf(' ') + 1).toLowerCase();
            var hmac = "hmac: { secret: \"${secret:key}\", " + style + " }";
            var address = started(name, "access: { " + hmac + " }");
            var sender =
                    """
                    source: { http: { listen: %d, path: /%s }, format: text }
                    destinations:
                      out: { http: { url: "%s", auth: { %s } } }
                    """
                            .formatted(port, name, address, hmac);
            assertThat(engine.deploy("to-" + name, sender).problems()).isEmpty();
            assertThat(post("http://127.0.0.1:" + port + "/" + name, "from here").statusCode())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.stored(name).equals(List.of("from here")));
        }
    }

    @Test
    void whatWasSignedLongAgoIsRefused() throws Exception {
        var address =
                started(
                        "hook",
                        "access: { hmac: { secret: \"${secret:key}\", header: X-Signature,"
                                + " style: combined, skew: 5m } }");
        long now = System.currentTimeMillis() / 1000;
        assertThat(signed(address, now)).isEqualTo(202);
        assertThat(signed(address, now - 299 + 30)).isEqualTo(202);
        assertThat(signed(address, now - 301)).isEqualTo(401);
        assertThat(signed(address, now + 400)).isEqualTo(401);
    }

    private int signed(String address, long time) throws Exception {
        var said = "t=" + time + ",v1=" + mac("key", time + ".body");
        return post(address, "body", "X-Signature", said).statusCode();
    }

    /** Nothing is recorded of a body whose signature nobody could check. */
    @Test
    void whatIsTooLongToBeCheckedIsNotKept() throws Exception {
        var address =
                started("hook", "max-body: 1024, access: { hmac: { secret: \"${secret:key}\" } }");
        var large = post(address, "x".repeat(2000), "X-Signature", "00");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(engine.stored("hook")).isEmpty();
    }

    @Test
    void challengesAreAnsweredAndAreNoMessages() throws Exception {
        var address =
                started(
                        "hook",
                        "challenge: { query: hub.challenge, field: challenge }, access: { hmac: {"
                                + " secret: \"${secret:key}\" } }");
        var asked = get(address + "?hub.mode=subscribe&hub.challenge=11582-x");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).isEqualTo("11582-x");
        assertThat(asked.headers().firstValue("content-type"))
                .contains("text/plain; charset=utf-8");
        assertThat(get(address + "?hub.challenge=%3Cscript%3E").statusCode()).isEqualTo(400);
        assertThat(get(address).statusCode()).isEqualTo(400);

        var body = "{\"type\":\"url_verification\", \"challenge\" : \"3eZbrw1a\",\"n\":1}";
        var answer = post(address, body, "X-Signature", mac("key", body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"challenge\":\"3eZbrw1a\"}");
        assertThat(post(address, body).statusCode()).isEqualTo(401);
        assertThat(engine.ledger("hook").accepted()).isZero();

        var deep = "{\"event\":{\"challenge\":\"3eZbrw1a\"}}";
        var taken = post(address, deep, "X-Signature", mac("key", deep));
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(engine.stored("hook")).containsExactly(deep);
    }

    @Test
    void withoutTheOptionAChallengeIsAMessageLikeAnyOther() throws Exception {
        var address = started("hook", "");
        assertThat(post(address, "{\"challenge\":\"x\"}").statusCode()).isEqualTo(202);
        assertThat(get(address + "?challenge=x").statusCode()).isEqualTo(405);
    }

    /** Beyond this machine the file says what is asked beside the address. */
    @Test
    void beyondTheLoopbackTheFileSaysWhoMayCall() {
        var open = channel("").replace("listen: " + port, "listen: \"0.0.0.0:" + port + "\"");
        var view = engine.deploy("hook", open);
        assertThat(view.problems())
                .singleElement()
                .asString()
                .contains("on 0.0.0.0 an endpoint asks who calls");
    }
}

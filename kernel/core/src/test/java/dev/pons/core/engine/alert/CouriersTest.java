package dev.pons.core.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;

import dev.pons.core.config.AlertsFile.Smtp;
import dev.pons.core.config.AlertsFile.Target;
import dev.pons.core.config.AlertsFile.Tls;
import dev.pons.core.config.AlertsFile.Webhook;
import dev.pons.core.engine.alert.Sign.Level;
import dev.pons.core.engine.alert.Sign.Watched;
import dev.pons.spi.config.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

import javax.net.ssl.SSLContext;

/** Notices over real sockets: what arrives, and what a target in trouble looks like. */
@Timeout(60)
class CouriersTest {

    private static final Secret KEY = Secret.of("key of the on-call desk");

    private final SetClock clock = new SetClock();
    private final Alerts alerts = new Alerts(clock, List.of());
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> signatures = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    private HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    bodies.add(new String(body, StandardCharsets.UTF_8));
                    signatures.add(
                            exchange.getRequestHeaders().getFirst(WebhookTarget.SIGNATURE)
                                    + " "
                                    + WebhookTarget.hmac(KEY, body));
                    exchange.sendResponseHeaders(answers.isEmpty() ? 204 : answers.poll(), -1);
                    exchange.close();
                });
        server.start();
        open.add(() -> server.stop(0));
        return server;
    }

    private Couriers couriers(Target target) {
        var couriers = new Couriers(alerts, "his-1:/srv/pons", clock, Runnable::run);
        couriers.targets(Map.of("oncall", target));
        return couriers;
    }

    private static Target webhook(int port) {
        return new Target(
                Optional.of(
                        new Webhook(
                                "http://127.0.0.1:" + port + "/hook?token=t0ken",
                                Optional.of(KEY),
                                Duration.ofSeconds(5))),
                Optional.empty());
    }

    private static Sign sign(Level level) {
        return new Sign(
                new Watched("queue", "adt", "lab"),
                level,
                "channel adt, destination lab: more than 500 deliveries wait",
                "lab.example:2576 refused the connection",
                "channel:why adt lab",
                "oncall");
    }

    private void look(Level level) {
        alerts.look(List.of(sign(level)), Duration.ZERO, w -> false);
    }

    @Test
    void aWebhookGetsSignedJson() throws IOException {
        var couriers = couriers(webhook(server().getAddress().getPort()));
        look(Level.ILL);
        couriers.tick();
        clock.pass(Duration.ofMinutes(12));
        look(Level.WELL);
        couriers.tick();
        couriers.tick();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1)).contains("\"state\": \"ended\"", "\"seconds\": 720");
        assertThat(signatures)
                .allSatisfy(
                        both ->
                                assertThat(both.split(" ")[0])
                                        .isEqualTo("sha256=" + both.split(" ")[1]));
        assertThat(bodies.get(0))
                .contains(
                        """
                          "engine": "his-1:/srv/pons",
                          "sent": "2026-11-25T08:00:00Z",
                          "notices": [
                            {
                              "id": 1,
                              "state": "began",
                              "kind": "queue",
                              "channel": "adt",
                              "destination": "lab",
                              "since": "2026-11-25T08:00:00Z",
                              "until": "",
                              "seconds": 0,
                              "what": "channel adt, destination lab: more than 500 deliveries wait",
                              "why": "lab.example:2576 refused the connection",
                              "type": "channel:why adt lab"
                        """);
    }

    @Test
    void aListNamesTheWayWithoutItsSecrets() throws IOException {
        var couriers = couriers(webhook(server().getAddress().getPort()));
        look(Level.ILL);
        assertThat(couriers.views().get(0).waiting()).isEqualTo(1);
        couriers.tick();
        var target = couriers.views().get(0);
        assertThat(target.way()).startsWith("webhook http://127.0.0.1:").doesNotContain("t0ken");
        assertThat(target.trouble()).isEmpty();
        assertThat(target.waiting()).isZero();
    }

    @Test
    void aTargetThatFailsIsSeenAndTriedAgainWithGrowingPauses() throws IOException {
        answers.addAll(List.of(503, 302));
        var couriers = couriers(webhook(server().getAddress().getPort()));
        look(Level.ILL);
        couriers.tick();
        assertThat(couriers.views().get(0).trouble()).isEqualTo("it answered with HTTP status 503");
        assertThat(couriers.views().get(0).waiting()).isEqualTo(1);
        couriers.tick();
        assertThat(bodies).hasSize(1);
        clock.pass(Duration.ofSeconds(5));
        couriers.tick();
        assertThat(couriers.views().get(0).trouble()).isEqualTo("it answered with HTTP status 302");
        clock.pass(Duration.ofSeconds(9));
        couriers.tick();
        assertThat(bodies).hasSize(2);
        clock.pass(Duration.ofSeconds(1));
        couriers.tick();
        assertThat(couriers.views().get(0).trouble()).isEmpty();
        assertThat(couriers.views().get(0).lastTold()).contains(clock.instant());
        assertThat(alerts.views().get(0).begun()).contains(clock.instant());
    }

    @Test
    void manyThatWaitGoInOneCall() throws IOException {
        var couriers = couriers(webhook(server().getAddress().getPort()));
        var signs = new ArrayList<Sign>();
        for (int i = 0; i < 70; i++) {
            var of = new Watched("broken", "channel-" + i, "");
            signs.add(new Sign(of, Level.ILL, "channel-" + i, "", "channel:why", "oncall"));
        }
        alerts.look(signs, Duration.ZERO, w -> false);
        couriers.tick();
        couriers.tick();
        couriers.tick();
        assertThat(bodies).hasSize(2);
    }

    @Test
    void aPortThatNobodyListensAtIsSaidInOurWords() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var hook = couriers(webhook(free));
        assertThatThrownBy(() -> hook.test("oncall", "local:anna"))
                .isInstanceOf(NotToldException.class)
                .hasMessage("it cannot be reached (refused, or its name is not known)");
        var mail = couriers(smtp(free, Tls.NONE, Optional.empty()));
        assertThatThrownBy(() -> mail.test("oncall", "local:anna"))
                .isInstanceOf(NotToldException.class)
                .hasMessageStartingWith("it cannot be reached");
    }

    /** It takes the connection and says nothing. */
    @Test
    void aServerThatSaysNothingIsGivenUpInTime() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var target = smtp(silent.getLocalPort(), Tls.NONE, Optional.empty());
            var mail = couriers(target);
            assertThatThrownBy(() -> mail.test("oncall", "local:anna"))
                    .hasMessage("it did not answer within 3 s");
        }
    }

    private static Target smtp(int port, Tls tls, Optional<String> user) {
        return new Target(
                Optional.empty(),
                Optional.of(
                        new Smtp(
                                "127.0.0.1",
                                port,
                                "pons@hospital.example",
                                List.of("oncall@hospital.example", "it@hospital.example"),
                                tls,
                                user,
                                user.map(u -> Secret.of("pass word")),
                                Duration.ofSeconds(3))));
    }

    private GreenMail mailServer(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.setUser("oncall@hospital.example", "oncall", "pass word");
        server.start();
        open.add(server::stop);
        return server;
    }

    @Test
    void aMailArrives() throws Exception {
        var server = mailServer("smtp");
        var couriers = couriers(smtp(server.getSmtp().getPort(), Tls.NONE, Optional.empty()));
        look(Level.ILL);
        couriers.tick();
        assertThat(couriers.views().get(0).trouble()).isEmpty();
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject())
                .isEqualTo(
                        "[pons his-1:/srv/pons] channel adt, destination lab: more than 500"
                                + " deliveries wait");
        assertThat(mail.getHeader("From")).containsExactly("pons@hospital.example");
        assertThat(mail.getAllRecipients()).hasSize(2);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContent().toString().replace("\r", ""))
                .isEqualTo(
                        """
                        channel adt, destination lab: more than 500 deliveries wait
                          began  2026-11-25T08:00:00Z
                          why    lab.example:2576 refused the connection
                          type   channel:why adt lab

                        --\s
                        Pons at his-1:/srv/pons
                        """);
    }

    /** A password is never sent in the clear, so the server speaks TLS from the first byte. */
    @Test
    void aMailServerOfTheHouseIsTrustedByItsCertificateAndName() throws Exception {
        var server = mailServer("smtps");
        var options = smtp(server.getSmtps().getPort(), Tls.TLS, Optional.of("oncall"));
        var stranger = couriers(options);
        assertThatThrownBy(() -> stranger.test("oncall", "local:anna"))
                .hasMessageContaining("certificate is not trusted");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatDoesNotKnowStarttlsGetsNoMail() throws NoSuchAlgorithmException {
        var server = mailServer("smtp");
        var target =
                new SmtpTarget(
                        smtp(server.getSmtp().getPort(), Tls.STARTTLS, Optional.of("oncall"))
                                .smtp()
                                .orElseThrow(),
                        new NoticeText("his-1", clock),
                        clock,
                        SSLContext.getDefault());
        var notice = new Notice(Alert.begins(1, sign(Level.ILL), clock.instant()), false);
        assertThatThrownBy(() -> target.tell(List.of(notice)))
                .isInstanceOf(NotToldException.class)
                .hasMessageStartingWith("it refused STARTTLS with 5");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void theSignatureIsThatOfRfc2104() {
        // RFC 4231, test case 2
        assertThat(
                        WebhookTarget.hmac(
                                Secret.of("Jefe"),
                                "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}

package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.ListenTls;
import dev.pons.core.config.PeerOptions;
import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS on ports and to peers, with certificates of a development authority. */
class TlsTest {

    @TempDir static Path made;
    @TempDir Path site;

    private Net net;
    private Net peer;

    @BeforeAll
    static void authorities() throws IOException {
        var hospital = new DevelopmentCertificates(made);
        hospital.make("server", List.of("127.0.0.1", "lab.example"), 30);
        hospital.make("renewed", List.of("127.0.0.1"), 60);
        hospital.make("client", List.of("his.example"), 30);
        hospital.make("expired", List.of("127.0.0.1"), -2);
        new DevelopmentCertificates(made.resolve("other")).make("stranger", List.of(), 30);
    }

    @BeforeEach
    void open() throws IOException {
        for (var name : List.of("server", "client", "expired", "dev-ca")) {
            Files.copy(made.resolve(name + ".pem"), site.resolve(name + ".pem"));
        }
        for (var name : List.of("stranger", "dev-ca")) {
            Files.copy(
                    made.resolve("other").resolve(name + ".pem"),
                    site.resolve("other-" + name + ".pem"));
        }
        net = new Net(Credentials.in(site));
        peer = new Net(Credentials.in(site));
    }

    @AfterEach
    void close() {
        peer.close();
        net.close();
    }

    private static ListenTls mutual(String... peers) {
        return new ListenTls("server", Optional.of("dev-ca"), List.of(peers), TlsVersion.TLS_1_2);
    }

    private static ListenTls oneSided(String identity) {
        return new ListenTls(identity, Optional.empty(), List.of(), TlsVersion.TLS_1_2);
    }

    private static PeerTls trusting(String trust) {
        return new PeerTls(trust, Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2);
    }

    private static PeerTls as(String identity) {
        return new PeerTls("dev-ca", Optional.of(identity), Optional.empty(), TlsVersion.TLS_1_2);
    }

    private static ListenOptions listen(int port, Optional<ListenTls> tls) {
        return new ListenOptions(
                port, "127.0.0.1", List.of(), 100, Duration.ZERO, Duration.ofSeconds(30), tls);
    }

    private int serve(Optional<ListenTls> tls, Protocol protocol) throws IOException {
        net.lines("adt").listen(listen(0, tls), protocol);
        return net.ports("adt").get(0).getPort();
    }

    private Connection dial(int port, PeerTls tls) throws NotSentException {
        return peer.lines("his")
                .dial(new PeerOptions("127.0.0.1", port, Duration.ofSeconds(30), Optional.of(tls)));
    }

    private static int ask(Connection line) throws IOException {
        line.out().write('?');
        line.out().flush();
        return line.in().read();
    }

    private void assertRefused(int port, PeerTls tls, String words) {
        assertThatThrownBy(
                        () -> {
                            try (var line = dial(port, tls)) {
                                // TLS 1.3 tells a client late that it is refused
                                if (ask(line) < 0) {
                                    throw new EOFException("refused");
                                }
                            }
                        })
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private void awaitTurnedAway(String words) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> net.lines("adt").turnedAway().toString().contains(words));
    }

    @Test
    void bytesGoBothWaysUnchangedAndManyRequestsOnOneLine() throws Exception {
        var echo =
                (Protocol)
                        line -> {
                            while (line.ready()) {
                                var bytes = line.in().readNBytes(70_000);
                                line.out().write(bytes);
                                line.out().flush();
                            }
                        };
        int port = serve(Optional.of(oneSided("server")), echo);
        var random = new Random(7);
        try (var line = dial(port, trusting("dev-ca"))) {
            for (int i = 0; i < 20; i++) {
                var bytes = new byte[70_000];
                random.nextBytes(bytes);
                line.out().write(bytes);
                line.out().flush();
                assertThat(line.in().readNBytes(bytes.length)).isEqualTo(bytes);
                assertThat(line.stale()).isFalse();
            }
            assertThat(line.subject()).hasValue("CN=server");
        }
    }

    @Test
    void aPeerThatNobodyVouchesForIsNotSpokenTo() throws Exception {
        int port = serve(Optional.of(oneSided("other-stranger")), NetTest.says('A'));
        assertRefused(port, trusting("dev-ca"), "signed by nobody that is trusted here");
        awaitTurnedAway("the peer does not take our certificate");
        int expired = servedBy("expired");
        assertRefused(expired, trusting("dev-ca"), "has expired");
    }

    private int servedBy(String identity) throws IOException {
        net.lines("second").listen(listen(0, Optional.of(oneSided(identity))), NetTest.says('B'));
        return net.ports("second").get(0).getPort();
    }

    @Test
    void theNameInThePeersCertificateCounts() throws Exception {
        int port = servedBy("client"); // is for his.example
        assertRefused(port, trusting("dev-ca"), "is for another name");
        var named =
                new PeerTls(
                        "dev-ca", Optional.empty(), Optional.of("his.example"), TlsVersion.TLS_1_3);
        try (var line = dial(port, named)) {
            assertThat(ask(line)).isEqualTo('B');
        }
    }

    @Test
    void aPortThatTrustsAsksForACertificateAndForAName() throws Exception {
        int port = serve(Optional.of(mutual("CN=client")), NetTest.says('A'));
        try (var line = dial(port, as("client"))) {
            assertThat(ask(line)).isEqualTo('A');
        }
        assertRefused(port, trusting("dev-ca"), "");
        awaitTurnedAway("the peer showed no certificate");
        assertRefused(port, as("server"), "");
        awaitTurnedAway("the name in its certificate is not in the list of peers");
        assertRefused(port, as("other-stranger"), "");
        awaitTurnedAway("signed by nobody that is trusted here");
    }

    @Test
    void removingAPeerFromTheListClosesItsConnections() throws Exception {
        int port = serve(Optional.of(mutual("client")), NetTest.says('A'));
        try (var line = dial(port, as("client"))) {
            assertThat(ask(line)).isEqualTo('A');
            net.lines("adt").listen(listen(port, Optional.of(mutual("server"))), NetTest.says('B'));
            assertThat(line.in().read()).isEqualTo(-1);
        }
        try (var line = dial(port, as("server"))) {
            assertThat(ask(line)).isEqualTo('B');
        }
    }

    @Test
    void aLineGoesOnWithTheNextVersionUnderTheSameSession() throws Exception {
        int port = serve(Optional.of(mutual()), NetTest.says('A'));
        try (var line = dial(port, as("client"))) {
            assertThat(ask(line)).isEqualTo('A');
            net.lines("adt").listen(listen(port, Optional.of(mutual())), NetTest.says('B'));
            await().atMost(Duration.ofSeconds(10)).until(() -> ask(line) == 'B');
        }
    }

    @Test
    void aChangedFileIsUsedFromTheNextHandshakeOnAndAWrongOneIsNot() throws Exception {
        int port = serve(Optional.of(oneSided("server")), NetTest.says('A'));
        try (var before = dial(port, trusting("dev-ca"))) {
            assertThat(before.subject()).hasValue("CN=server");
            change(Files.readString(made.resolve("renewed.pem")));
            try (var after = dial(port, trusting("dev-ca"))) {
                assertThat(after.subject()).hasValue("CN=renewed");
            }
            change("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
            try (var after = dial(port, trusting("dev-ca"))) {
                assertThat(after.subject()).hasValue("CN=renewed");
            }
            assertThat(ask(before)).isEqualTo('A');
            assertThat(net.credentials().all())
                    .anySatisfy(
                            view ->
                                    assertThat(view.problem())
                                            .contains("etc/tls/server.pem has a certificate"));
        }
    }

    private void change(String text) throws IOException {
        var file = site.resolve("server.pem");
        var before = Files.getLastModifiedTime(file).toInstant();
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(before.plusSeconds(5)));
    }

    @Test
    void whatIsWrongWithACertificateIsSaidWhenThePortIsOpened() throws Exception {
        Files.writeString(site.resolve("lonely.pem"), Files.readString(made.resolve("dev-ca.pem")));
        Files.writeString(
                site.resolve("mixed.pem"),
                Files.readString(site.resolve("dev-ca.pem"))
                        + Files.readString(site.resolve("client.pem")));
        assertThatThrownBy(() -> serve(Optional.of(oneSided("missing")), NetTest.says('A')))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("etc/tls/missing.pem is not there");
        assertThatThrownBy(() -> serve(Optional.of(oneSided("lonely")), NetTest.says('A')))
                .hasMessageContaining("a certificate without its key");
        assertThatThrownBy(() -> serve(Optional.of(oneSided("mixed")), NetTest.says('A')))
                .hasMessageContaining("the key is not that of the first certificate");
        assertThatThrownBy(() -> serve(Optional.of(oneSided("../server")), NetTest.says('A')))
                .hasMessageContaining("is no name of a certificate");
        assertThat(net.ports("adt")).isEmpty();
    }

    @Test
    void openAndSecuredLinesAreToldApart() throws Exception {
        int port = serve(Optional.of(oneSided("server")), NetTest.says('A'));
        try (var plain = new Caller(new InetSocketAddress("127.0.0.1", port))) {
            plain.socket.getOutputStream().write("MSH|^~\\&|HIS|KH|LAB|KH|".getBytes(US_ASCII));
            assertThat(plain.socket.getInputStream().readAllBytes()).hasSizeLessThan(20);
        }
        awaitTurnedAway("the peer does not speak TLS on this line");
        net.lines("open").listen(listen(0, Optional.empty()), NetTest.says('A'));
        int open = net.ports("open").get(0).getPort();
        assertRefused(open, trusting("dev-ca"), "the peer does not speak TLS on this line");
    }

    @Test
    void aPeerThatSaysNothingDoesNotKeepOthersOut() throws Exception {
        int port = serve(Optional.of(oneSided("server")), NetTest.says('A'));
        try (var silent = new Socket("127.0.0.1", port)) {
            var begun = Instant.now();
            try (var line = dial(port, trusting("dev-ca"))) {
                assertThat(ask(line)).isEqualTo('A');
            }
            assertThat(silent.isConnected()).isTrue();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void theEndOfALineIsSeen() throws Exception {
        int port =
                serve(
                        Optional.of(oneSided("server")),
                        line -> {
                            if (line.ready()) {
                                line.in().read();
                                line.out().write('A');
                                line.out().flush();
                                line.close();
                            }
                        });
        try (var line = dial(port, trusting("dev-ca"))) {
            assertThat(ask(line)).isEqualTo('A');
            await().atMost(Duration.ofSeconds(10)).until(line::stale);
            assertThat(line.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void aSecondHandshakeOnTheLineIsNotMade() throws Exception {
        int port = serve(Optional.of(oneSided("server")), NetTest.says('A'));
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        try (var line = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            line.setSoTimeout(10_000);
            line.setEnabledProtocols(new String[] {"TLSv1.2"});
            line.getOutputStream().write('?');
            assertThat(line.getInputStream().read()).isEqualTo('A');
            assertThatThrownBy(
                            () -> {
                                line.startHandshake();
                                line.getOutputStream().write('?');
                                if (line.getInputStream().read() < 0) {
                                    throw new EOFException("closed");
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    /** For a peer that is no part of what is tested. */
    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void aSecuredLineRestsAndIsNotShakenAgain() throws Exception {
        Protocol.Resting resting = line -> NetTest.says('A').serve(line);
        int port = serve(Optional.of(mutual("client")), resting);
        try (var line = dial(port, as("client"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(line)).isEqualTo('A');
                await().until(() -> threads(port) == 0);
            }
            line.finish();
            assertThat(line.in().read()).isEqualTo(-1);
        }
        await().until(() -> net.connected("adt") == 0);
    }

    private static long threads(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pons-port-" + port + "-"))
                .count();
    }
}

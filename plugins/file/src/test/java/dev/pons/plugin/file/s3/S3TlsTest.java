package dev.pons.plugin.file.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.afar.KeyStores;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** S3 in TLS of the kernel. */
class S3TlsTest {

    private static final String PASSWORD = "changeit";
    private static final String LARGE = "0123456789abcdef".repeat(100_000);

    @TempDir static Path site;
    private static SSLContext certificates;
    private Given given;
    private S3Peer peer;

    @BeforeAll
    static void certificates() throws Exception {
        var pem = new DevelopmentCertificates(site).make("objects", List.of("127.0.0.1"), 30);
        var file = KeyStores.pkcs12(pem, site.resolve("objects.p12"), PASSWORD);
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        certificates = SSLContext.getInstance("TLS");
        certificates.init(keys.getKeyManagers(), null, null);
    }

    @BeforeEach
    void open() throws Exception {
        given = new Given(site);
        var server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(certificates));
        peer = new S3Peer(server);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
        peer.close();
    }

    private Folders folders(Tls tls) {
        return given.folders(
                "s3://bucket/in",
                Given.server(
                        S3Peer.ACCESS,
                        S3Peer.SECRET,
                        S3Peer.REGION,
                        peer.endpoint().replace("http://", "https://"),
                        Given.SOON,
                        tls));
    }

    @Test
    void objectsGoAndComeInTls() throws Exception {
        var ours = new PeerTls("dev-ca", Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2);
        try (var writer = folders(ours).writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", LARGE))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        try (var poller = folders(ours).poller()) {
            poller.poll(given.kernel, given.kernel);
        }
        assertThat(given.kernel.submitted).containsExactly(LARGE);
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aServerThatNobodySignedIsSentNothing() {
        try (var writer = folders(null).writer(Exists.FAIL)) {
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", "one"))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("certificate");
        }
        assertThat(peer.asked()).isEmpty();
    }
}

package dev.pons.plugin.file.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.Kernel;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.afar.KeyStores;
import dev.pons.plugin.file.afar.Server;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Secret;
import dev.pons.spi.net.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** FTP in TLS of the kernel (RFC 4217), to a real server. */
class FtpsTest {

    private static final String LARGE = "0123456789abcdef".repeat(100_000);

    @TempDir static Path site;
    private static Path store;
    @TempDir Path root;
    private Net net;
    private Net.Lines lines;
    private Kernel kernel;

    @BeforeAll
    static void certificates() throws Exception {
        var file = new DevelopmentCertificates(site).make("files", List.of("127.0.0.1"), 30);
        store = KeyStores.pkcs12(file, site.resolve("files.p12"), FtpPeer.PASSWORD);
    }

    @BeforeEach
    void open() {
        net = new Net(Credentials.in(site));
        lines = net.lines("test");
        kernel = new Kernel(lines);
    }

    @AfterEach
    void close() {
        lines.close();
        net.close();
    }

    private Folders folders(FtpPeer peer, Optional<Tls> tls) {
        var server =
                new Server(
                        Optional.empty(),
                        Optional.of(Secret.of(FtpPeer.PASSWORD)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        tls,
                        Optional.empty(),
                        Optional.empty(),
                        Server.Style.AUTO,
                        Duration.ofSeconds(10));
        return new Folders(peer.address("/files").replace("ftp://", "ftps://"), server, kernel);
    }

    private static Optional<Tls> ours() {
        return Optional.of(
                new PeerTls("dev-ca", Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2));
    }

    @Test
    void filesGoAndComeInTls() throws Exception {
        try (var peer = new FtpPeer(root, store)) {
            try (var writer = folders(peer, ours()).writer(Exists.FAIL)) {
                assertThat(Folders.send(writer, "1", "a.hl7", LARGE))
                        .isEqualTo(Delivery.Kind.DELIVERED);
            }
            assertThat(root.resolve("files/a.hl7")).hasContent(LARGE);
            try (var poller = folders(peer, ours()).poller()) {
                poller.poll(kernel, kernel);
            }
        }
        assertThat(kernel.submitted).containsExactly(LARGE);
        assertThat(Folders.names(root.resolve("files/done"))).containsExactly("a.hl7");
    }

    @Test
    void aServerThatNobodySignedIsSentNothing() throws IOException {
        try (var peer = new FtpPeer(root, store);
                var writer = folders(peer, Optional.empty()).writer(Exists.FAIL)) {
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", "one"))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("certificate");
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aServerWithoutTlsIsSentNothing() throws IOException {
        try (var peer = new FtpPeer(root);
                var writer = folders(peer, ours()).writer(Exists.FAIL)) {
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", "one"))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("has no TLS");
        }
        assertThat(root).isEmptyDirectory();
    }
}

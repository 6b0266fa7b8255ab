package dev.pons.plugin.file.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.Kernel;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.afar.Server;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Secret;
import dev.pons.tck.Ports;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who the server is, who we are, and what is said when that is not right. */
class SftpLoginTest {

    private static final String PINNED = SftpPeer.fingerprint();

    @TempDir Path root;
    @TempDir Path etc;
    final Kernel kernel = new Kernel();
    SftpPeer peer;

    @BeforeEach
    void open() throws IOException {
        peer = new SftpPeer(root);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    private static Server server(
            String password, Path key, String passphrase, String hostKey, Path knownHosts) {
        return new Server(
                Optional.empty(),
                Optional.ofNullable(password).map(Secret::of),
                Optional.ofNullable(key),
                Optional.ofNullable(passphrase).map(Secret::of),
                hostKey == null ? List.of() : List.of(hostKey),
                Optional.ofNullable(knownHosts),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Server.Style.AUTO,
                Duration.ofSeconds(5));
    }

    private Delivery.Kind send(Server server) throws Exception {
        return send(peer.address("/out"), server);
    }

    private Delivery.Kind send(String address, Server server) throws Exception {
        try (var writer = new Folders(address, server, kernel).writer(Exists.REPLACE)) {
            return Folders.send(writer, "1", "a", "one");
        }
    }

    @Test
    void withoutAPinnedHostKeyNothingStarts() {
        assertThatThrownBy(() -> send(server(SftpPeer.PASSWORD, null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host-key: \"SHA256:...\"");
        assertThat(peer.cutter().lines()).isZero();
    }

    @Test
    void anotherHostKeyEndsTheConnectionAndSaysWhichItIs() {
        assertThatThrownBy(
                        () -> send(server(SftpPeer.PASSWORD, null, null, "SHA256:another", null)))
                .isInstanceOf(NotSentException.class)
                .hasMessage(
                        "sftp://127.0.0.1:%d shows the host key %s, which is not pinned: it is another"
                                + " server, or has a new key; if its administrator says so, write"
                                + " host-key: \"%s\"",
                        peer.cutter().port(), PINNED, PINNED);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void knownHostsAreReadAndNeverWritten() throws Exception {
        var line =
                "[127.0.0.1]:%d %s\n"
                        .formatted(
                                peer.cutter().port(), PublicKeyEntry.toString(SftpPeer.hostKey()));
        var file = Files.writeString(etc.resolve("known_hosts"), line);
        assertThat(send(server(SftpPeer.PASSWORD, null, null, null, file)))
                .isEqualTo(Delivery.Kind.DELIVERED);

        Files.writeString(file, line.replace("[127.0.0.1]", "[another.example]"));
        var before = Files.readString(file);
        assertThatThrownBy(() -> send(server(SftpPeer.PASSWORD, null, null, null, file)))
                .hasMessageContaining("shows the host key " + PINNED);
        assertThat(file).hasContent(before);
    }

    @Test
    void aKeyLetsIn() throws Exception {
        for (var kind : List.of("Ed25519", "RSA", "EC")) {
            var pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
            peer.lets(pair.getPublic());
            var file = write(pair, kind, "");
            assertThat(send(server(null, file, null, PINNED, null)))
                    .as(kind)
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
    }

    @Test
    void aKeyWithAPassphraseLetsInAndAWrongOneSaysSo() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        peer.lets(pair.getPublic());
        var file = write(pair, "locked", "Sesam");
        assertThat(send(server(null, file, "Sesam", PINNED, null)))
                .isEqualTo(Delivery.Kind.DELIVERED);
        assertThatThrownBy(() -> send(server(null, file, "Mais", PINNED, null)))
                .hasMessage(
                        "the file %s (key) cannot be read as a private key: check its rights, and the"
                                + " passphrase",
                        file);
    }

    private Path write(KeyPair pair, String name, String passphrase) throws Exception {
        var locked = new OpenSSHKeyEncryptionContext();
        locked.setPassword(passphrase);
        locked.setCipherType("256");
        var file = etc.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    pair, "", passphrase.isEmpty() ? null : locked, out);
        }
        return file;
    }

    @Test
    void aWrongPasswordSaysWhatToCheck() {
        assertThatThrownBy(() -> send(server("wrong", null, null, PINNED, null)))
                .isInstanceOf(NotSentException.class)
                .hasMessage(
                        "sftp://127.0.0.1:%d does not let the user lab in: check user, password and"
                                + " key",
                        peer.cutter().port());
    }

    @Test
    void nobodyThereSaysSo() {
        var free = Ports.free();
        assertThatThrownBy(
                        () ->
                                send(
                                        "sftp://lab@127.0.0.1:" + free + "/out",
                                        server("x", null, null, PINNED, null)))
                .isInstanceOf(NotSentException.class)
                .hasMessage(
                        "nobody listens at sftp://127.0.0.1:%d: is the server up, and the port right?",
                        free);
    }

    @Test
    void aMissingFolderSaysWhatToDo() throws Exception {
        var server = server(SftpPeer.PASSWORD, null, null, PINNED, null);
        try (var poller = new Folders(peer.address("/gone"), server, kernel).poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel))
                    .hasMessage(
                            "the folder %s/gone does not exist: create it, or correct the option"
                                    + " folder",
                            "sftp://127.0.0.1:" + peer.cutter().port());
        }
    }

    @Test
    void aPasswordInTheAddressIsRefused() {
        assertThatThrownBy(
                        () ->
                                send(
                                        "sftp://lab:geheim@files.example/out",
                                        server("x", null, null, PINNED, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a password does not belong into an address")
                .hasMessageNotContaining("geheim");
    }
}

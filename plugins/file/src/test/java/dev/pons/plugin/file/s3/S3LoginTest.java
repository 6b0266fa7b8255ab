package dev.pons.plugin.file.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.afar.Server;
import dev.pons.spi.NotSentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which options a bucket wants, and what is said when a server does not let us in. */
class S3LoginTest {

    @TempDir Path site;
    private Given given;
    private S3Peer peer;

    @BeforeEach
    void open() throws IOException {
        given = new Given(site);
        peer = new S3Peer();
    }

    @AfterEach
    void close() throws IOException {
        given.close();
        peer.close();
    }

    private static Server of(String user, String secret, String region, String endpoint) {
        return Given.server(user, secret, region, endpoint, Given.SOON);
    }

    /** The server's own text never comes through. */
    private void says(String address, Server server, String words) {
        assertThatThrownBy(
                        () -> {
                            try (var writer = given.folders(address, server).writer(Exists.FAIL)) {
                                Folders.send(writer, "1", "a.hl7", "one");
                            }
                        })
                .isInstanceOf(NotSentException.class)
                .hasMessage(words)
                .hasMessageNotContaining("Geheimnis");
        assertThat(peer.keys()).isEmpty();
    }

    @Test
    void whoIsNotLetInIsToldWhatToCorrect() {
        var endpoint = peer.endpoint();
        var region = S3Peer.REGION;
        says(
                "s3://bucket/out",
                of("AKIAOTHER", S3Peer.SECRET, region, endpoint),
                "s3://bucket does not know the access key: check server.user");
        says(
                "s3://bucket/out",
                of(S3Peer.ACCESS, "wrong", region, endpoint),
                "s3://bucket does not take our signature: check server.password (the secret of the access key)");
        says(
                "s3://bucket/out",
                of(S3Peer.ACCESS, S3Peer.SECRET, null, endpoint),
                "s3://bucket is in another region: write region: eu-central-1 in server");
        says(
                "s3://other/out",
                of(S3Peer.ACCESS, S3Peer.SECRET, region, endpoint),
                "s3://other: there is no such bucket; correct the address");
    }

    @Test
    void aServerOfAnotherKindIsNamedAsSuch() {
        peer.is(S3Peer.Manner.OTHER);
        says(
                "s3://bucket/out",
                of(S3Peer.ACCESS, S3Peer.SECRET, S3Peer.REGION, peer.endpoint()),
                "s3://bucket answers, but not as S3 does: check server.endpoint and server.style");
    }

    @Test
    void aFolderThatMayNotBeListedSaysWhichRightIsMissing() {
        peer.is(S3Peer.Manner.WRITE_ONLY);
        try (var poller = given.folders(peer, "/in").poller()) {
            assertThatThrownBy(() -> poller.poll(given.kernel, given.kernel))
                    .hasMessage(
                            "s3://bucket/in cannot be listed (permission denied): let the access key AKIAEXAMPLE do s3:ListBucket");
        }
    }

    /** Of an option that is wrong, before anything is opened. */
    private void wants(String address, Server server, String words) {
        assertThatThrownBy(() -> given.folders(address, server).writer(Exists.FAIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void whatDoesNotFitIsSaidBeforeAnythingIsOpened() {
        var endpoint = "https://s3.example";
        wants("s3://bucket/in", of(null, "x", null, endpoint), "user: ACCESS-KEY");
        wants("s3://bucket/in", of("a", null, null, endpoint), "server.password");
        wants("s3://bucket:9000/in", of("a", "x", null, endpoint), "a bucket has no port");
        wants("s3://bucket/in", of("a", "x", "Europe 1", endpoint), "server.region");
        wants("s3://bucket/in", of("a", "x", null, "s3.example"), "server.endpoint");
        wants("s3://bucket/in", of("a", "x", null, endpoint + "/bucket"), "server.endpoint");
        wants("ftp://lab@files.example/in", of(null, "x", "eu-1", null), "of s3:// addresses");
        var clear = "http://s3.example";
        var tls = new PeerTls("dev-ca", Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2);
        wants(
                "s3://bucket/in",
                Given.server("a", "x", null, clear, Given.SOON, tls),
                "write endpoint: https://");
        var ssh = of("a", "x", null, endpoint);
        wants(
                "s3://bucket/in",
                new Server(
                        ssh.user(),
                        ssh.password(),
                        ssh.key(),
                        ssh.passphrase(),
                        List.of("SHA256:x"),
                        ssh.knownHosts(),
                        ssh.tls(),
                        ssh.region(),
                        ssh.endpoint(),
                        ssh.style(),
                        ssh.timeout()),
                "are of sftp://");
    }

    @Test
    void anObjectIsNotAppendedTo() {
        var folders = given.folders(peer, "/out");
        assertThatThrownBy(folders::appender)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write one file per message");
    }

    @ParameterizedTest
    @CsvSource({
        "bucket, , , AUTO, bucket.s3.us-east-1.amazonaws.com, /k",
        "bucket, eu-central-1, , AUTO, bucket.s3.eu-central-1.amazonaws.com, /k",
        "my.bucket, eu-central-1, , AUTO, s3.eu-central-1.amazonaws.com, /my.bucket/k",
        "bucket, cn-north-1, , AUTO, bucket.s3.cn-north-1.amazonaws.com.cn, /k",
        "bucket, , https://s3.example:9000/, AUTO, s3.example:9000, /bucket/k",
        "bucket, , http://s3.example, AUTO, s3.example, /bucket/k",
        "bucket, , https://S3.example:443, HOST, bucket.s3.example, /k",
        "bucket, , , PATH, s3.us-east-1.amazonaws.com, /bucket/k",
    })
    void aBucketIsNamedInTheHostOrInThePath(
            String bucket,
            String region,
            String endpoint,
            Server.Style style,
            String authority,
            String path) {
        var server = of("a", "x", region, endpoint);
        var styled =
                new Server(
                        server.user(),
                        server.password(),
                        server.key(),
                        server.passphrase(),
                        server.hostKey(),
                        server.knownHosts(),
                        server.tls(),
                        server.region(),
                        server.endpoint(),
                        style,
                        server.timeout());
        var site = Site.of(new Login(Address.of("s3://" + bucket + "/in"), "a", styled));
        assertThat(site.authority()).isEqualTo(authority);
        assertThat(site.path("k")).isEqualTo(path);
    }
}

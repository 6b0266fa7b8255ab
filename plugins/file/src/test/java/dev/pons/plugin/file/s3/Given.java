package dev.pons.plugin.file.s3;

import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.plugin.file.Kernel;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.afar.Server;
import dev.pons.spi.config.Secret;
import dev.pons.spi.net.Tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The kernel's own lines, and options for a bucket. */
final class Given implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);

    private final Net net;
    private final Net.Lines lines;
    final Kernel kernel;

    Given(Path site) {
        net = new Net(Credentials.in(site));
        lines = net.lines("test");
        kernel = new Kernel(lines);
    }

    Folders folders(S3Peer peer, String folder) {
        return folders("s3://bucket" + folder, server(peer.endpoint(), SOON));
    }

    Folders folders(String address, Server server) {
        return new Folders(address, server, kernel);
    }

    static Server server(String endpoint, Duration timeout) {
        return server(S3Peer.ACCESS, S3Peer.SECRET, S3Peer.REGION, endpoint, timeout);
    }

    static Server server(
            String user, String secret, String region, String endpoint, Duration timeout) {
        return server(user, secret, region, endpoint, timeout, null);
    }

    static Server server(
            String user, String secret, String region, String endpoint, Duration timeout, Tls tls) {
        return new Server(
                Optional.ofNullable(user),
                Optional.ofNullable(secret).map(Secret::of),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.ofNullable(tls),
                Optional.ofNullable(region),
                Optional.ofNullable(endpoint),
                Server.Style.AUTO,
                timeout);
    }

    @Override
    public void close() {
        lines.close();
        net.close();
    }
}

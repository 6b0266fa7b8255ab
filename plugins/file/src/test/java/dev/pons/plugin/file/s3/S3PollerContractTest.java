package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.FileSource;
import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import java.io.IOException;

/** The contracts of a poller, on a bucket. */
class S3PollerContractTest extends PollerContract {

    @Override
    protected SourceType<?> type() {
        return new FileSource();
    }

    @Override
    protected String wrongOptions() {
        return "{ folder: \"s3://bucket/in\", server: { passwort: x, regoin: y, timeout: soon } }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected PolledPeer peer() throws IOException {
        var peer = new S3Peer();
        return new PolledPeer() {
            private int files;

            @Override
            public String options() {
                return """
                    { folder: "s3://bucket/in", settle: 0s, server: { user: "%s", password: "${secret:lab}", region: "%s", endpoint: "%s" } }"""
                        .formatted(S3Peer.ACCESS, S3Peer.REGION, peer.endpoint());
            }

            @Override
            public void put(byte[] body) {
                peer.store("in/m" + ++files + ".txt", body);
            }

            @Override
            public void close() throws IOException {
                peer.close();
            }
        };
    }
}

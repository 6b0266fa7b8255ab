package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.FileDestination;
import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The contracts of a destination, on a bucket. */
class S3DestinationContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new FileDestination();
    }

    @Override
    protected Set<ReceivingPeer.Manner> can() {
        return Set.of(ReceivingPeer.Manner.TAKES);
    }

    @Override
    protected String wrongOptions() {
        return "{ folder: \"s3://bucket/out\", server: { passwort: x, regoin: y, timeout: soon } }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        var peer = new S3Peer();
        return new ReceivingPeer() {
            @Override
            public String options() {
                return """
                    { folder: "s3://bucket/out", name: "{id}.txt", server: { user: "%s", password: "${secret:lab}", region: "%s", endpoint: "%s" } }"""
                        .formatted(S3Peer.ACCESS, S3Peer.REGION, peer.endpoint());
            }

            @Override
            public void answers(Manner manner) {
                throw new UnsupportedOperationException("a bucket takes what comes");
            }

            @Override
            public List<byte[]> received() {
                return peer.keys().stream()
                        .sorted(Comparator.comparingLong(S3DestinationContractTest::number))
                        .map(peer::bytes)
                        .toList();
            }

            @Override
            public void close() {
                peer.cutter().away();
            }

            @Override
            public void open() {
                peer.cutter().back();
            }
        };
    }

    private static long number(String key) {
        return Long.parseLong(key.replaceAll(".*-|\\.txt", ""));
    }
}

package dev.pons.plugin.file.sftp;

import dev.pons.plugin.file.FileDestination;
import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The contracts of a destination, on a folder of an SFTP server. */
class SftpDestinationContractTest extends DestinationContract {

    @TempDir Path places;
    private int count;

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
        return "{ folder: \"sftp://lab@files.example/in\", server: { passwort: x, host-kee: y, timeout: soon } }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        var peer = new SftpPeer(Files.createDirectories(places.resolve("server" + ++count)));
        var folder = peer.folder("out");
        return new ReceivingPeer() {
            @Override
            public String options() {
                return """
                    { folder: "%s", name: "{id}.txt", server: { password: "${secret:lab}", host-key: "%s" } }"""
                        .formatted(peer.address("/out"), SftpPeer.fingerprint());
            }

            @Override
            public void answers(Manner manner) {
                throw new UnsupportedOperationException("a folder takes what comes");
            }

            @Override
            public List<byte[]> received() {
                return contents(folder);
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

    private static List<byte[]> contents(Path folder) {
        try (var files = Files.list(folder)) {
            var all = new ArrayList<byte[]>();
            for (var file : files.sorted(SftpDestinationContractTest::byNumber).toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int byNumber(Path one, Path other) {
        return Long.compare(number(one), number(other));
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().replaceAll(".*-|\\.txt", ""));
    }
}

package dev.pons.plugin.file.ftp;

import dev.pons.plugin.file.FileSource;
import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The contracts of a poller, on a folder of an FTP server. */
class FtpPollerContractTest extends PollerContract {

    @TempDir Path places;
    private int count;

    @Override
    protected SourceType<?> type() {
        return new FileSource();
    }

    @Override
    protected String wrongOptions() {
        return "{ folder: \"ftp://lab@files.example/in\", server: { passwort: x, host-kee: y, timeout: soon } }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected PolledPeer peer() throws IOException {
        var peer = new FtpPeer(Files.createDirectories(places.resolve("server" + ++count)));
        var folder = peer.folder("in");
        return new PolledPeer() {
            private int files;

            @Override
            public String options() {
                return """
                    { folder: "%s", settle: 0s, server: { password: "${secret:lab}" } }"""
                        .formatted(peer.address("/in"));
            }

            @Override
            public void put(byte[] body) throws IOException {
                var part = Files.write(folder.resolveSibling("part"), body);
                Files.move(
                        part,
                        folder.resolve("m" + ++files + ".txt"),
                        StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void close() throws IOException {
                peer.close();
            }
        };
    }
}

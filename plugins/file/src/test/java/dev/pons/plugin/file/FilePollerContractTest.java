package dev.pons.plugin.file;

import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The contracts of a poller, on a folder. */
class FilePollerContractTest extends PollerContract {

    @TempDir Path places;
    private int count;

    @Override
    protected SourceType<?> type() {
        return new FileSource();
    }

    @Override
    protected String wrongOptions() {
        return "{ foldr: in, settle: soon, order: any }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected PolledPeer peer() throws IOException {
        var folder = Files.createDirectories(places.resolve("in" + ++count));
        return new PolledPeer() {
            private int files;

            @Override
            public String options() {
                return "{ folder: \"" + folder + "\", settle: 0s }";
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
            public void close() {
                files = 0;
            }
        };
    }
}

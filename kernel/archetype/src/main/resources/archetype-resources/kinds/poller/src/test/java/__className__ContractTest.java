package ${package};

import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What every poller must do, tried on this one. */
class ${className}ContractTest extends PollerContract {

    @TempDir Path places;
    private int count;

    @Override
    protected SourceType<?> type() {
        return new ${className}Source();
    }

    @Override
    protected String wrongOptions() {
        return "{ fil: lines.txt, every: soon, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    /** Acts as the system that is looked at. */
    @Override
    protected PolledPeer peer() {
        var file = places.resolve("lines" + ++count + ".txt");
        return new PolledPeer() {
            @Override
            public String options() {
                return "{ file: \"" + file + "\" }";
            }

            @Override
            public void put(byte[] body) throws IOException {
                var line = new ByteArrayOutputStream();
                line.writeBytes(body);
                line.write('\n');
                Files.write(
                        file,
                        line.toByteArray(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }

            @Override
            public void close() throws IOException {
                Files.deleteIfExists(file);
            }
        };
    }
}

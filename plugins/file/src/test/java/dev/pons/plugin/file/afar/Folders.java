package dev.pons.plugin.file.afar;

import dev.pons.plugin.file.FileDestination;
import dev.pons.plugin.file.FileSource;
import dev.pons.plugin.file.Kernel;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.Poller;
import dev.pons.spi.config.Template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pollers and writers of folders on a server, for tests of what a cut line does. */
public record Folders(String address, Server server, Kernel kernel) {

    private static final FileSource SOURCE = new FileSource();
    private static final FileDestination DESTINATION = new FileDestination();

    /** Takes what is there at once, and moves it to done. */
    public Poller poller() {
        return poller(FileSource.Then.MOVE);
    }

    /** The same, or deletes it. */
    public Poller poller(FileSource.Then then) {
        var options =
                new FileSource.Options(
                        address,
                        "*",
                        Duration.ZERO,
                        then,
                        Optional.empty(),
                        Optional.empty(),
                        64 << 20,
                        FileSource.Order.NAME,
                        server);
        return (Poller) SOURCE.create(options, kernel);
    }

    /** One file per message. */
    public BatchDestination writer(FileDestination.Exists exists) {
        return writer(false, exists);
    }

    /** One file for all. */
    public BatchDestination appender() {
        return writer(true, FileDestination.Exists.FAIL);
    }

    private BatchDestination writer(boolean append, FileDestination.Exists exists) {
        var options =
                new FileDestination.Options(
                        address,
                        Template.of("{id}"),
                        append,
                        FileDestination.Separator.LF,
                        FileDestination.Sync.EACH,
                        exists,
                        true,
                        server);
        return (BatchDestination) DESTINATION.create(options, kernel);
    }

    /** Sends one as the engine does: connects, then sends. */
    public static Delivery.Kind send(
            BatchDestination destination, String key, String name, String text) throws Exception {
        destination.connect();
        var attempt = Kernel.attempt(key, name, text);
        return destination.send(attempt.message(), attempt).kind();
    }

    /** Names of the files in a folder, sorted; none if there is no folder. */
    public static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}

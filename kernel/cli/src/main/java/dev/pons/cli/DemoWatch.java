package dev.pons.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What comes out at the other end of the demo's channel: a receiver's messages, and files. */
final class DemoWatch implements AutoCloseable {

    /** What the example feed leads to, see examples/demo. */
    private static final int RECEIVED = 4;

    private static final int ARCHIVED = 2;
    private static final int RESULTS = 2;

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final Receiver receiver;
    private final Path admissions;
    private final Path results;
    private final Set<Path> before;
    private final int resultsBefore;

    DemoWatch(int port, Path folder) throws IOException {
        admissions = Files.createDirectories(folder.resolve("admissions"));
        results = Files.createDirectories(folder.resolve("results")).resolve("results.hl7");
        before = Set.copyOf(files());
        resultsBefore = Files.exists(results) ? Math.toIntExact(Files.size(results)) : 0;
        receiver = new Receiver(port, received::add);
    }

    boolean complete() {
        return received.size() >= RECEIVED && archived().size() >= ARCHIVED && results() >= RESULTS;
    }

    List<byte[]> received() {
        return List.copyOf(received);
    }

    /** The files that came since the demo began. */
    List<Path> archived() {
        return files().stream().filter(file -> !before.contains(file)).toList();
    }

    Path resultsFile() {
        return results;
    }

    /** The messages that were appended since the demo began. */
    int results() {
        try {
            if (!Files.exists(results)) {
                return 0;
            }
            byte[] content = Files.readAllBytes(results);
            byte[] fresh = Arrays.copyOfRange(content, resultsBefore, content.length);
            return fresh.length == 0 ? 0 : MessageFile.split(fresh).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(admissions)) {
            return files.filter(file -> file.toString().endsWith(".hl7")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        receiver.close();
    }
}

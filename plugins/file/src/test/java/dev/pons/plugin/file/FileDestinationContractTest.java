package dev.pons.plugin.file;

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

/** The contracts of a destination, on a folder that can be read only. */
class FileDestinationContractTest extends DestinationContract {

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
    protected boolean canBeAbsent() {
        return true;
    }

    @Override
    protected String wrongOptions() {
        return "{ foldr: out, append: perhaps, sync: soon }";
    }

    @Override
    protected String example() {
        return "";
    }

    /** A folder; absent, a file is in its place. */
    @Override
    protected ReceivingPeer peer() throws IOException {
        var folder = Files.createDirectories(places.resolve("out" + ++count));
        var aside = places.resolve("aside" + count);
        return new ReceivingPeer() {
            @Override
            public String options() {
                return "{ folder: \"" + folder + "\", name: \"{id}.txt\" }";
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
            public void close() throws IOException {
                if (Files.isDirectory(folder)) {
                    Files.move(folder, aside);
                    Files.createFile(folder);
                }
            }

            @Override
            public void open() throws IOException {
                Files.delete(folder);
                Files.move(aside, folder);
            }
        };
    }

    private static List<byte[]> contents(Path folder) {
        try (var files = Files.list(folder)) {
            var all = new ArrayList<byte[]>();
            for (var file : files.sorted(FileDestinationContractTest::byNumber).toList()) {
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

package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The archive that this build made, unpacked once for all tests of this JVM. */
public final class Installation {

    private static final Path HOME = unpack();

    private Installation() {}

    /** Where {@code bin/pons} is. Shared by all instances, so nobody may write to it. */
    public static Path home() {
        return HOME;
    }

    /** The launcher. */
    public static Path launcher() {
        return HOME.resolve("bin/pons");
    }

    /** Every file with size and checksum; a test compares it with itself later. */
    public static Map<String, String> fingerprint() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(HOME)) {
            for (Path path : tree.toList()) {
                files.put(
                        HOME.relativize(path).toString(),
                        Files.isDirectory(path) ? "folder" : sum(Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String sum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return content.length + " bytes, crc " + crc.getValue();
    }

    /** The repository, however deep below it the tests run. */
    public static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("distribution"))) {
            folder = folder.getParent();
            assertThat(folder).as("a folder above that has distribution/").isNotNull();
        }
        return folder;
    }

    private static Path unpack() {
        Path home = repository().resolve("itests/target/archive");
        try {
            delete(home);
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run(
                        home,
                        Map.of(),
                        List.of("tar", "xzf", archive().toString(), "--strip-components=1"))
                .ok();
        return home;
    }

    private static Path archive() {
        Path target = repository().resolve("distribution/target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> archives =
                    files.filter(file -> file.toString().matches(".*/pons-[^/]*\\.tar\\.gz"))
                            .toList();
            assertThat(archives)
                    .as("the one archive in distribution/target (make it with: mvn package)")
                    .hasSize(1);
            return archives.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package dev.pons.core.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Jars that were plugins once, by their file in the plugins folder: the one that is and the one
 * before it. Any thread.
 */
final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final int KEPT = 2;

    private final Path folder;

    /** In this folder, which is made when it is needed. */
    Shelf(Path folder) {
        this.folder = folder;
    }

    /** A jar became a plugin. */
    synchronized void keep(PluginJar jar, Path path) {
        try {
            var place = Files.createDirectories(folder.resolve(jar.file()));
            var kept = place.resolve(jar.hash() + ".jar");
            var part = place.resolve(jar.hash() + ".part");
            Files.copy(path, part, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(
                    part, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis()));
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
            for (var old : jars(jar.file()).stream().skip(KEPT).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            LOG.warn("plugins/{} cannot be kept for a rollback ({})", jar.file(), Reason.of(e));
        }
    }

    /** Files that something is kept of. */
    synchronized Set<String> files() {
        try (Stream<Path> all = Files.list(folder)) {
            var names = new TreeSet<String>();
            all.map(Path::getFileName).map(String::valueOf).forEach(names::add);
            return names;
        } catch (IOException none) {
            return Set.of();
        }
    }

    /** The newest that is kept of a file and is not of this content; {@code hash} may be empty. */
    synchronized Optional<Path> before(String file, String hash) throws IOException {
        return jars(file).stream()
                .filter(p -> !String.valueOf(p.getFileName()).equals(hash + ".jar"))
                .findFirst();
    }

    private List<Path> jars(String file) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(file))) {
            return all.filter(p -> p.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Shelf::time, Comparator.reverseOrder()))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static long time(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }
}

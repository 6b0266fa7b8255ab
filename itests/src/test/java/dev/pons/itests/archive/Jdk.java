package dev.pons.itests.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Java that an engine can run on. */
public record Jdk(int version, Path home) {

    private static final int OLDEST = 17;

    /** The one that runs the tests. */
    public static Path building() {
        return Path.of(System.getProperty("java.home"));
    }

    /**
     * The one that engines run on: the one that runs the tests, or with {@code -Dpons.jdk=other}
     * the newest other one of the machine (the oldest, if the tests run on the newest). Tests are
     * skipped where there is no other.
     */
    static Path underTest() {
        if (!"other".equals(System.getProperty("pons.jdk"))) {
            return building();
        }
        int mine = Runtime.version().feature();
        List<Jdk> others = offered().stream().filter(jdk -> jdk.version != mine).toList();
        assumeTrue(!others.isEmpty(), "skipped: this machine offers one JDK");
        Jdk newest = others.get(others.size() - 1);
        return newest.version > mine ? newest.home : others.get(0).home;
    }

    /** One of each version that the machine offers, the oldest first; never empty. */
    public static Collection<Jdk> offered() {
        Map<Integer, Jdk> found = new TreeMap<>();
        candidates().stream()
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.version >= OLDEST)
                .forEach(jdk -> found.putIfAbsent(jdk.version, jdk));
        return found.values();
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>(List.of(building()));
        System.getenv().forEach((name, value) -> addIf(name.matches("JAVA_HOME.*"), value, homes));
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "java"))
                .filter(Files::isExecutable)
                .forEach(java -> homes.add(real(java).getParent().getParent()));
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> folders = Files.list(usual)) {
                folders.sorted().forEach(homes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return homes;
    }

    private static void addIf(boolean fits, String value, List<Path> homes) {
        if (fits && !value.isBlank()) {
            homes.add(Path.of(value));
        }
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try {
            Properties about = new Properties();
            about.load(new StringReader(Files.readString(release)));
            String version = about.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
            return Optional.of(new Jdk(Integer.parseInt(version.split("[.\\-+]")[0]), home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "JDK " + version + " (" + home + ")";
    }
}

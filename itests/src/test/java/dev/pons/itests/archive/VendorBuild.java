package dev.pons.itests.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds {@code itests/vendor-plugin} with a Maven of its own, against a local repository in which
 * the plugin interface is installed as {@code mvn install} does it. That repository shares all but
 * {@code dev/pons} with the real one through links, so nothing is downloaded and nothing of this
 * build gets into the real one.
 */
final class VendorBuild {

    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final Path TARGET = Installation.repository().resolve("itests/target");

    private final Path repository = TARGET.resolve("vendor-repository");

    VendorBuild() {
        try {
            Installation.delete(repository);
            link(realRepository(), repository, "dev");
            link(realRepository().resolve("dev"), repository.resolve("dev"), "pons");
            install("pons", Installation.repository(), "");
            install("spi", Installation.repository().resolve("kernel/spi"), "jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path realRepository() {
        String told = System.getProperty("localRepository"); // surefire and failsafe set it
        return told == null
                ? Path.of(System.getProperty("user.home"), ".m2/repository")
                : Path.of(told);
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> all = Files.list(from)) {
            for (Path one : all.toList()) {
                if (!one.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(one.getFileName()), one);
                }
            }
        }
    }

    private void install(String artifact, Path module, String jar) throws IOException {
        Path folder = repository.resolve("dev/pons").resolve(artifact).resolve(VERSION);
        String name = artifact + "-" + VERSION;
        Files.createDirectories(folder);
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        if (!jar.isEmpty()) {
            Files.copy(
                    module.resolve("target").resolve(name + ".jar"), folder.resolve(name + ".jar"));
        }
    }

    /** A jar of that version; {@code mark} is what its shout puts behind a message. */
    Path jar(String version, String mark) {
        Path project = TARGET.resolve("vendor-" + version);
        try {
            Installation.delete(project);
            copy(Installation.repository().resolve("itests/vendor-plugin"), project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run(
                        project,
                        Map.of(),
                        List.of(
                                "mvn",
                                "-q",
                                "-B",
                                "-o",
                                "-Dmaven.repo.local=" + repository,
                                "-Drevision=" + version,
                                "-Dmark=" + mark,
                                "package"))
                .ok();
        return project.resolve("target/vendor-plugin-" + version + ".jar");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.filter(p -> !from.relativize(p).startsWith("target")).toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}

package dev.pons.itests.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds plugins as a vendor does, {@code itests/vendor-plugin} among them: with a Maven of its
 * own, against a local repository in which the plugin interface and the contract tests are
 * installed as {@code mvn install} does it. That repository shares all but {@code dev/pons} with
 * the real one through links, so nothing is downloaded and nothing of this build gets into the real
 * one.
 */
public final class VendorBuild {

    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final Path TARGET = Installation.repository().resolve("itests/target");

    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final Path repository = TARGET.resolve("vendor-repository");

    /** Installs what a vendor needs. */
    public VendorBuild() {
        try {
            Installation.delete(repository);
            link(realRepository(), repository, "dev");
            link(realRepository().resolve("dev"), repository.resolve("dev"), "pons");
            Path root = Installation.repository();
            install("dev/pons/pons", root, "");
            for (String module : List.of("spi", "core", "http", "tck", "archetype")) {
                install("dev/pons/" + module, root.resolve("kernel/" + module), "jar");
            }
            install("dev/pons/plugin/plugins", root.resolve("plugins"), "");
            install("dev/pons/plugin/hl7v2", root.resolve("plugins/hl7v2"), "jar");
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
        Path folder = repository.resolve(artifact).resolve(VERSION);
        String name = Path.of(artifact).getFileName() + "-" + VERSION;
        Files.createDirectories(folder);
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        if (!jar.isEmpty()) {
            Files.copy(
                    module.resolve("target").resolve(name + ".jar"), folder.resolve(name + ".jar"));
        }
    }

    /** A jar of that version; {@code mark} is what its shout puts behind a message. */
    public Path jar(String version, String mark) {
        Path project = TARGET.resolve("vendor-" + version);
        copy("itests/vendor-plugin", project);
        maven(project, "-o", "-Drevision=" + version, "-Dmark=" + mark, "package");
        return project.resolve("target/vendor-plugin-" + version + ".jar");
    }

    /** An empty folder for projects. */
    public Path folder(String name) {
        Path folder = TARGET.resolve(name);
        try {
            Installation.delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds projects of a folder with their tests, together, so that it is done sooner. */
    public void build(Path folder, List<String> projects) {
        String modules = "<module>" + String.join("</module><module>", projects) + "</module>";
        try {
            Files.writeString(
                    folder.resolve("pom.xml"),
                    "<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId>"
                            + "<artifactId>all</artifactId><version>1</version>"
                            + ("<packaging>pom</packaging><modules>" + modules + "</modules>")
                            + "</project>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        maven(folder, "-T", "2", "verify");
    }

    /** A project by Maven's archetype. */
    public void generate(Path folder, String name, String kind, String className) {
        maven(
                folder,
                "org.apache.maven.plugins:maven-archetype-plugin:3.4.0:generate",
                "-DinteractiveMode=false",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=dev.pons",
                "-DarchetypeArtifactId=archetype",
                "-DarchetypeVersion=" + VERSION,
                "-DgroupId=com.example",
                "-DartifactId=" + name,
                "-Dpackage=com.example." + name.replace("-", ""),
                "-Dkind=" + kind,
                "-DclassName=" + className);
    }

    /** The command, with that repository. */
    public String maven() {
        return "mvn -B -Dmaven.repo.local=" + repository;
    }

    private void maven(Path folder, String... words) {
        List<String> all = new ArrayList<>(List.of(maven().split(" ")));
        all.add("-q");
        all.addAll(List.of(words));
        Command.run(folder, Map.of(), all, LONGEST).ok();
    }

    /** A project of the repository, without what was built in it, in another place. */
    public void copy(String project, Path to) {
        Path from = Installation.repository().resolve(project);
        try {
            Installation.delete(to);
            try (Stream<Path> tree = Files.walk(from)) {
                for (Path path :
                        tree.filter(p -> !from.relativize(p).startsWith("target")).toList()) {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

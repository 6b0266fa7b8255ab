package dev.pons.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The repository on disk. */
final class House {

    private static final Set<String> SKIPPED =
            Set.of("target", ".git", "node_modules", "instance", ".idea", ".vscode");
    private static final int LONGEST = 1 << 20;

    private final Path root;

    private House(Path root) {
        this.root = root;
    }

    /**
     * The one that this test was built in: the nearest folder above that has kernel and plugins.
     */
    static House here() {
        var folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("kernel/spi"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run this test inside of the repository");
            }
        }
        return new House(folder);
    }

    /** All text files, by path from the root. */
    Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        walk(root, texts);
        return texts;
    }

    private void walk(Path folder, Map<String, String> texts) {
        for (var path : children(folder)) {
            var name = path.getFileName().toString();
            if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
                if (!SKIPPED.contains(name)) {
                    walk(path, texts);
                }
            } else if (Files.isRegularFile(path) && !SKIPPED.contains(name)) {
                read(path).lines().findAny().ifPresent(line -> texts.put(name(path), read(path)));
            }
        }
    }

    /** Text of a file; empty if it has none, or is no text. */
    private static String read(Path path) {
        try {
            var text = Files.size(path) > LONGEST ? "" : Files.readString(path);
            return text.indexOf('\0') >= 0 ? "" : text;
        } catch (CharacterCodingException binary) {
            return "";
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** All Java sources. */
    static List<Source> sources(Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".java"))
                .map(file -> Source.of(file.getKey(), file.getValue()))
                .toList();
    }

    /** Folders of plugins that have a pom. */
    List<Path> plugins() {
        return children(root.resolve("plugins")).stream()
                .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                .toList();
    }

    /** Headers of the manifests of built bundles, by path. */
    Map<String, Map<String, String>> manifests() {
        var found = new TreeMap<String, Map<String, String>>();
        for (var parent : List.of("kernel", "plugins")) {
            for (var module : children(root.resolve(parent))) {
                var path = module.resolve("target/classes/META-INF/MANIFEST.MF");
                if (Files.exists(path)) {
                    found.put(name(path), headers(path));
                }
            }
        }
        return found;
    }

    private static Map<String, String> headers(Path path) {
        var headers = new HashMap<String, String>();
        try (var in = Files.newInputStream(path)) {
            new Manifest(in)
                    .getMainAttributes()
                    .forEach((name, value) -> headers.put(name.toString(), value.toString()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return headers;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

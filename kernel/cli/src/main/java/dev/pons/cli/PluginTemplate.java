package dev.pons.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * The files that a plugin's project begins as: those of Maven's archetype, which lie in a jar. What
 * every kind has stands at the top, what is of one kind in {@code kinds/KIND}; {@code ${name}} in a
 * text and {@code __name__} in a path stand for values, and sources go into their package's folder.
 */
final class PluginTemplate {

    private static final String ROOT = "archetype-resources/";
    private static final String KINDS = "kinds/";

    private final Path jar;

    private PluginTemplate(Path jar) {
        this.jar = jar;
    }

    static PluginTemplate of(Path jar) {
        return new PluginTemplate(jar);
    }

    /** Writes the files of a kind into a folder. */
    void fill(Path folder, String kind, Map<String, String> values) throws IOException {
        if (!Files.exists(jar)) {
            throw new NoSuchFileException(jar.toString());
        }
        try (ZipFile all = new ZipFile(jar.toFile())) {
            for (var entry : all.stream().filter(e -> !e.isDirectory()).toList()) {
                String path = path(entry.getName(), kind, values);
                if (!path.isEmpty()) {
                    String text =
                            new String(
                                    all.getInputStream(entry).readAllBytes(),
                                    StandardCharsets.UTF_8);
                    Path file = folder.resolve(path);
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, filled(text, "${", "}", values));
                }
            }
        }
    }

    /** Where it goes; empty: nowhere, it is of another kind or no file of a project. */
    private static String path(String name, String kind, Map<String, String> values) {
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String path = name.substring(ROOT.length());
        if (path.startsWith(KINDS)) {
            String own = KINDS + kind + "/";
            if (!path.startsWith(own)) {
                return "";
            }
            path = path.substring(own.length());
        }
        String packaged = values.getOrDefault("package", "").replace('.', '/');
        return filled(path, "__", "__", values).replace("/java/", "/java/" + packaged + "/");
    }

    private static String filled(String text, String open, String close, Map<String, String> by) {
        String filled = text;
        for (var value : by.entrySet()) {
            filled = filled.replace(open + value.getKey() + close, value.getValue());
        }
        return filled;
    }
}

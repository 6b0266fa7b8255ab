package dev.pons.itests.proof;

import dev.pons.itests.archive.Installation;
import dev.pons.itests.archive.Instance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A plugin's jar as its vendor ships it later: the same, in another version. */
record Revision(String name, byte[] jar) {

    private static final Attributes.Name VERSION = new Attributes.Name("Bundle-Version");
    private static final Attributes.Name SYMBOLIC_NAME = new Attributes.Name("Bundle-SymbolicName");

    /** The jar that the build made of a plugin. */
    static Path built(String plugin) {
        var target = Installation.repository().resolve("plugins/" + plugin + "/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("SNAPSHOT.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a jar; the built-in ones are all older. */
    static Revision of(Path jar, String version) {
        return changed(jar, version, "no entry", Map.of());
    }

    /** The same, one entry of which got lost. */
    static Revision without(Path jar, String version, String lost) {
        return changed(jar, version, lost, Map.of());
    }

    /** The same, with more entries. */
    static Revision with(Path jar, String version, Map<String, byte[]> more) {
        return changed(jar, version, "no entry", more);
    }

    private static Revision changed(
            Path jar, String version, String lost, Map<String, byte[]> more) {
        try (JarFile from = new JarFile(jar.toFile())) {
            var manifest = from.getManifest();
            manifest.getMainAttributes().put(VERSION, version);
            var bytes = new ByteArrayOutputStream();
            try (var to = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : from.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)
                            && !entry.getName().equals(lost)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(to);
                        to.closeEntry();
                    }
                }
                for (Map.Entry<String, byte[]> entry : more.entrySet()) {
                    to.putNextEntry(new JarEntry(entry.getKey()));
                    to.write(entry.getValue());
                    to.closeEntry();
                }
            }
            return new Revision(
                    manifest.getMainAttributes().getValue(SYMBOLIC_NAME), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts it into the plugins folder, over the one that was there. */
    void drop(Instance instance) {
        Path file = instance.base().resolve("plugins/" + name + ".jar");
        try {
            Path part = file.resolveSibling(name + ".jar.part");
            Files.write(part, jar);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

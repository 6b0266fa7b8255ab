package dev.pons.core.runtime;

import dev.pons.core.runtime.sample.Lacking;
import dev.pons.core.runtime.sample.Sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes plugin jars. */
final class Jars {

    private static final List<Class<?>> CLASSES =
            List.of(
                    Sample.class,
                    Sample.Echo.class,
                    Sample.Unnamed.class,
                    Sample.Reserved.class,
                    Sample.Undocumented.class,
                    Sample.SampleType.class,
                    Lacking.class);

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A good plugin. */
    static Jars plugin(String symbolicName, String version, String sample) {
        return new Jars()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version)
                .header("Bundle-Activator", Sample.class.getName())
                .header(
                        "Import-Package",
                        "org.osgi.framework,dev.pons.spi;version=\"[1.0,2)\","
                                + "dev.pons.spi.config;version=\"[1.0,2)\"")
                .header("Sample", sample);
    }

    /** Not even a bundle. */
    static Jars plain() {
        return new Jars();
    }

    Jars header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** One file more. */
    Jars entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (var type : CLASSES) {
                put(jar, type.getName());
            }
            put(jar, Sample.class.getName() + "$Nothing");
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream jar, String type) throws IOException {
        var path = type.replace('.', '/') + ".class";
        try (var in = Jars.class.getClassLoader().getResourceAsStream(path)) {
            jar.putNextEntry(new JarEntry(path));
            in.transferTo(jar);
            jar.closeEntry();
        }
    }

    void to(Path file) throws IOException {
        Files.write(file, bytes());
    }
}

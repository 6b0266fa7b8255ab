package dev.pons.core.runtime;

import dev.pons.core.control.PluginView;

import org.osgi.framework.Version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;

/**
 * A complete jar in the plugins folder, as far as its manifest tells.
 *
 * @param file its name
 * @param headers of the manifest, main section
 * @param hash of its bytes
 */
record PluginJar(String file, Map<String, String> headers, String hash) {

    /** Reads one. {@code IOException}: it is no zip file, or not all of one yet. */
    static PluginJar read(Path path) throws IOException {
        var headers = new HashMap<String, String>();
        try (var jar = new JarFile(path.toFile(), true)) {
            var manifest = jar.getManifest();
            if (manifest != null) {
                manifest.getMainAttributes()
                        .forEach((name, value) -> headers.put(name.toString(), value.toString()));
            }
        } catch (SecurityException | IllegalArgumentException broken) {
            throw new IOException(broken);
        }
        var hash = ChannelText.hash(Files.readAllBytes(path));
        return new PluginJar(String.valueOf(path.getFileName()), Map.copyOf(headers), hash);
    }

    /**
     * What was read is what is used: the bytes of this jar. {@code IOException}: the file cannot be
     * read, or was changed meanwhile.
     */
    byte[] bytes(Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        if (!ChannelText.hash(bytes).equals(hash)) {
            throw new IOException("it was changed while it was looked at");
        }
        return bytes;
    }

    /** It may yet become a jar: empty, not readable now, or begun as a zip file. */
    static boolean begins(Path path) {
        try (var in = Files.newInputStream(path)) {
            var first = in.readNBytes(2);
            return first.length < 2 || first[0] == 'P' && first[1] == 'K';
        } catch (IOException notNow) {
            return true;
        }
    }

    /** A header, or empty text. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Symbolic name without parameters; empty: not a bundle. */
    String symbolicName() {
        var clauses = Clause.parse(header("Bundle-SymbolicName"));
        return clauses.isEmpty() || clauses.get(0).names().isEmpty()
                ? ""
                : clauses.get(0).names().get(0);
    }

    /** Version; 0 where it has none or one that is no version. */
    Version version() {
        try {
            return Version.parseVersion(header("Bundle-Version"));
        } catch (IllegalArgumentException broken) {
            return Version.emptyVersion;
        }
    }

    /** What a manifest says of its plugin. */
    static PluginView.About about(UnaryOperator<String> header) {
        var spi = "";
        for (var clause : Clause.parse(header.apply("Import-Package"))) {
            if (clause.names().contains("dev.pons.spi")) {
                spi = clause.get("version").replaceFirst("^[\\[(]", "").replaceFirst(",.*$", "");
            }
        }
        return new PluginView.About(
                header.apply("Bundle-Name"),
                header.apply("Bundle-Vendor"),
                header.apply("Bundle-License").replaceFirst(";.*$", ""),
                spi,
                header.apply("Pons-Contract"));
    }
}

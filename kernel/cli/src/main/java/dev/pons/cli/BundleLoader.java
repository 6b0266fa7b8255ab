package dev.pons.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Classes of OSGi bundles without a framework: the jar, and the jars in it that its manifest puts
 * on the bundle's class path (OSGi Core, section 3.9.1), unpacked for the time of the process.
 */
final class BundleLoader {

    private static final String PATH = "Bundle-ClassPath";

    private BundleLoader() {}

    static URLClassLoader of(List<Path> jars, ClassLoader parent) throws IOException {
        var urls = new ArrayList<URL>();
        for (var jar : jars) {
            urls.add(url(jar));
            inner(jar, urls);
        }
        return new URLClassLoader(urls.toArray(new URL[0]), parent);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    private static void inner(Path path, List<URL> urls) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            var manifest = jar.getManifest();
            var classPath = manifest == null ? null : manifest.getMainAttributes().getValue(PATH);
            for (var name : classPath == null ? new String[0] : classPath.split("\\s*,\\s*")) {
                var entry = jar.getEntry(name);
                if (entry == null || !name.endsWith(".jar")) {
                    continue;
                }
                var file = Files.createTempFile("pons-", ".jar");
                file.toFile().deleteOnExit();
                try (var in = jar.getInputStream(entry)) {
                    Files.write(file, in.readAllBytes());
                }
                urls.add(url(file));
            }
        }
    }
}

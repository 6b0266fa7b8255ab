package dev.pons.core.runtime;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The bundles that came from files of the plugins folder. The framework keeps them over a restart;
 * their location says which file they are, and a file of hashes beside the framework's cache says
 * of which content. One thread.
 */
final class PluginBundles {

    private static final String LOCATION = "pons-plugin:";

    private final BundleContext context;
    private final Path hashes;
    private final Properties known = new Properties();

    /** Of the framework of a bundle. */
    PluginBundles(BundleContext context) throws IOException {
        this.context = context;
        this.hashes = context.getDataFile("plugins.sha256").toPath();
        if (Files.exists(hashes)) {
            try (var in = Files.newInputStream(hashes)) {
                known.load(in);
            }
        }
    }

    /** The file that a bundle came from; empty: it is built in or came in another way. */
    static Optional<String> file(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION)
                ? Optional.of(bundle.getLocation().substring(LOCATION.length()))
                : Optional.empty();
    }

    /** Bundles that came from files, by file. */
    Map<String, Bundle> installed() {
        var found = new TreeMap<String, Bundle>();
        for (var bundle : context.getBundles()) {
            file(bundle).ifPresent(file -> found.put(file, bundle));
        }
        return found;
    }

    /** Versions of all other bundles, by symbolic name. */
    Map<String, Version> builtIn() {
        var found = new HashMap<String, Version>();
        for (var bundle : context.getBundles()) {
            if (file(bundle).isEmpty() && bundle.getSymbolicName() != null) {
                found.merge(
                        bundle.getSymbolicName(),
                        bundle.getVersion(),
                        (one, two) -> one.compareTo(two) > 0 ? one : two);
            }
        }
        return found;
    }

    /**
     * Makes the framework run exactly this jar: installs it, or puts it in place of an older
     * content. A bundle of this content is left alone, also if an operator stopped it. {@code
     * BundleException}: it does not run, and why; it is not tried again before the file changes or
     * the engine restarts.
     */
    void run(PluginJar jar, Path path) throws IOException, BundleException {
        if (jar.hash().equals(known.getProperty(jar.file()))) {
            return;
        }
        var bundle = installed().get(jar.file());
        try (var in = Files.newInputStream(path)) {
            if (bundle == null) {
                bundle = context.installBundle(LOCATION + jar.file(), in);
            } else {
                bundle.update(in);
            }
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(level());
        bundle.start();
        remember(jar.file(), jar.hash());
    }

    /** Plugins start together with the engine, so that a restart finds them before its channels. */
    private int level() {
        return Math.max(1, context.getBundle().adapt(BundleStartLevel.class).getStartLevel());
    }

    /**
     * Takes a bundle out, and frees what it held; nobody else is touched, for it exports nothing.
     */
    void uninstall(String file) throws IOException, BundleException {
        var bundle = installed().get(file);
        if (bundle == null) {
            return;
        }
        bundle.uninstall();
        remember(file, null);
        var system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        if (system != null) {
            system.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
        }
    }

    private void remember(String file, @Nullable String hash) throws IOException {
        if (hash == null) {
            known.remove(file);
        } else {
            known.setProperty(file, hash);
        }
        try (var out = Files.newOutputStream(hashes)) {
            known.store(out, null);
        }
    }
}

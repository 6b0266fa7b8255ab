package dev.pons.core.runtime;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The bundles that came from files of the plugins folder. The framework keeps them over a restart;
 * their location says which file they are and of which content. Of two of one file, the one that
 * counts is in use, and the other is about to go. One thread, but {@link #drop}.
 */
final class PluginBundles {

    private static final String LOCATION = "pons-plugin:";

    private final BundleContext context;
    private final Map<String, Bundle> counting = new TreeMap<>();

    /** Of the framework of a bundle. What a swap left behind that did not end is taken out. */
    PluginBundles(BundleContext context) throws BundleException {
        this.context = context;
        for (var bundle : context.getBundles()) {
            var file = file(bundle);
            if (file.isPresent()) {
                var other = counting.get(file.get());
                if (other == null || isAfter(bundle, other)) {
                    counting.put(file.get(), bundle);
                }
            }
        }
        for (var bundle : context.getBundles()) {
            if (file(bundle).isPresent() && !counting.containsValue(bundle)) {
                drop(bundle);
            }
        }
    }

    /** A new content is kept when it is to be started with the framework, and not before. */
    private static boolean isAfter(Bundle one, Bundle other) {
        boolean starts = starts(one);
        return starts == starts(other) ? one.getBundleId() > other.getBundleId() : starts;
    }

    private static boolean starts(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    /** The file that a bundle came from; empty: it is built in or came in another way. */
    static Optional<String> file(Bundle bundle) {
        var location = bundle.getLocation();
        return location.startsWith(LOCATION)
                ? Optional.of(location.substring(LOCATION.length()).replaceFirst("#[0-9a-f]*$", ""))
                : Optional.empty();
    }

    private static String location(PluginJar jar) {
        return LOCATION + jar.file() + "#" + jar.hash();
    }

    /** Bundles that count, by file. */
    Map<String, Bundle> installed() {
        return Map.copyOf(counting);
    }

    /** The bundle of exactly this content counts, also if an operator stopped it. */
    boolean has(PluginJar jar) {
        var bundle = counting.get(jar.file());
        return bundle != null && bundle.getLocation().equals(location(jar));
    }

    /** The one whose place a jar takes: of the same file, else of the same symbolic name. */
    Optional<Bundle> before(PluginJar jar) {
        var same = counting.get(jar.file());
        return same != null
                ? Optional.of(same)
                : counting.values().stream()
                        .filter(b -> jar.symbolicName().equals(b.getSymbolicName()))
                        .findFirst();
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

    /** The engine's own bundle of a symbolic name. */
    Optional<Bundle> builtIn(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(b -> symbolicName.equals(b.getSymbolicName()) && file(b).isEmpty())
                .findFirst();
    }

    /** A bundle of exactly this content beside those that count, not started. */
    Bundle install(PluginJar jar, Path path) throws IOException, BundleException {
        var in = new ByteArrayInputStream(jar.bytes(path));
        var bundle = context.installBundle(location(jar), in);
        bundle.adapt(BundleStartLevel.class).setStartLevel(level());
        return bundle;
    }

    /** Plugins start together with the engine, so that a restart finds them before its channels. */
    private int level() {
        return Math.max(1, context.getBundle().adapt(BundleStartLevel.class).getStartLevel());
    }

    /** It runs until the framework stops; whether it will run again says {@link #count}. */
    static void tryOut(Bundle bundle) throws BundleException {
        bundle.start(Bundle.START_TRANSIENT);
    }

    /** From now on this one counts, and starts with the framework. */
    void count(PluginJar jar, Bundle bundle) throws BundleException {
        bundle.start();
        before(jar).flatMap(PluginBundles::file).ifPresent(counting::remove);
        counting.put(jar.file(), bundle);
    }

    /** It does not count any more. */
    Optional<Bundle> discount(String file) {
        return Optional.ofNullable(counting.remove(file));
    }

    /**
     * Takes a bundle out, and frees what it held; nobody else is touched, for it exports nothing.
     */
    void drop(Bundle bundle) throws BundleException {
        if (bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        bundle.uninstall();
        GoneBundles.forget(bundle, context);
        var system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        if (system != null) {
            system.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
        }
    }
}

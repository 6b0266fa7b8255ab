package dev.pons.core.runtime;

import dev.pons.core.control.Finding;
import dev.pons.core.control.PluginView;
import dev.pons.core.engine.Mishap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The plugins, and what is wrong with them. */
final class Doctor {

    private static final String SPI = "dev.pons.spi";

    /** What only the kernel's own bundles import or export. */
    private static final String CORE = "dev.pons.core.";

    private final BundleContext context;
    private final PluginTypes types;
    private final PluginsFolder folder;
    private final Supplier<List<Finding>> channels;
    private final Deployer deployer;

    /**
     * Over all of them.
     *
     * @param channels what is wrong in the channels folder
     */
    Doctor(
            BundleContext context,
            PluginTypes types,
            PluginsFolder folder,
            Supplier<List<Finding>> channels,
            Deployer deployer) {
        this.context = context;
        this.types = types;
        this.folder = folder;
        this.channels = channels;
        this.deployer = deployer;
    }

    /** How findings name a bundle: by its file, else by symbolic name and version. */
    static String what(Bundle bundle) {
        return PluginBundles.file(bundle)
                .map(file -> "plugins/" + file)
                .orElseGet(() -> bundle.getSymbolicName() + " " + bundle.getVersion());
    }

    /** The same, of the bundle of an offer. */
    static String what(BundleContext context, Offer offer) {
        var bundle = context.getBundle(offer.bundle());
        return bundle == null ? "a bundle that is gone" : what(bundle);
    }

    /** All plugins and what they offer, by name. */
    List<PluginView> plugins() {
        var views = new ArrayList<PluginView>();
        var files = new TreeSet<>(folder.jars().keySet());
        for (var bundle : bundles()) {
            var file = PluginBundles.file(bundle);
            file.ifPresent(files::remove);
            views.add(view(bundle, file.orElse("built in")));
        }
        for (var file : files) {
            var jar = folder.jars().get(file);
            if (jar != null) {
                views.add(
                        new PluginView(
                                jar.symbolicName().isEmpty() ? file : jar.symbolicName(),
                                jar.version().toString(),
                                file,
                                "not installed",
                                List.of(),
                                List.of(),
                                PluginJar.about(jar::header)));
            }
        }
        views.sort(Comparator.comparing(PluginView::name).thenComparing(PluginView::version));
        return views;
    }

    private PluginView view(Bundle bundle, String from) {
        var names = new ArrayList<String>();
        var users = new TreeSet<String>();
        for (var offer : types.offers()) {
            if (offer.bundle() == bundle.getBundleId()) {
                names.add(offer.words());
                users.addAll(deployer.usersOf(offer.name()));
            }
        }
        names.sort(Comparator.naturalOrder());
        return new PluginView(
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                from,
                stateOf(bundle),
                names,
                List.copyOf(users),
                PluginJar.about(header -> header(bundle, header)));
    }

    private static String header(Bundle bundle, String name) {
        var value = bundle.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private String stateOf(Bundle bundle) {
        if (!types.isHidden(bundle.getBundleId())) {
            return state(bundle);
        }
        return PluginBundles.file(bundle).isPresent() ? "being replaced" : "replaced";
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.RESOLVED -> "not started";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "not resolved";
        };
    }

    /** Bundles that import the plugin interface, or came from the folder; never the kernel's. */
    private List<Bundle> bundles() {
        var found = new ArrayList<Bundle>();
        for (var bundle : context.getBundles()) {
            var imports = header(bundle, "Import-Package");
            var uses = imports.contains(SPI);
            var kernel =
                    bundle.equals(context.getBundle())
                            || imports.contains(CORE)
                            || header(bundle, "Export-Package").contains("dev.pons.");
            if (PluginBundles.file(bundle).isPresent() || uses && !kernel) {
                found.add(bundle);
            }
        }
        return found;
    }

    /** What is wrong. */
    List<Finding> doctor() {
        var all = new ArrayList<Finding>(folder.findings());
        all.addAll(types.findings());
        for (var bundle : bundles()) {
            if (!types.isHidden(bundle.getBundleId())) {
                all.addAll(examine(bundle));
            }
        }
        all.addAll(folder.leftThreads());
        all.addAll(misbehaved());
        all.addAll(channels.get());
        all.sort(Comparator.comparing(Finding::what));
        return all.stream().distinct().toList();
    }

    private List<Finding> misbehaved() {
        var all = new ArrayList<Finding>();
        for (var mishap : deployer.mishaps()) {
            for (var bundle : bundles()) {
                mishap.classes().stream()
                        .filter(name -> LeftThreads.isOf(bundle, name))
                        .findFirst()
                        .ifPresent(name -> all.add(finding(bundle, mishap, name)));
            }
        }
        return all;
    }

    private static Finding finding(Bundle bundle, Mishap mishap, String at) {
        return new Finding(
                what(bundle),
                mishap.what()
                        + " in "
                        + at
                        + (mishap.times() > 1 ? ", " + mishap.times() + " times, last" : "")
                        + " at "
                        + mishap.last().truncatedTo(ChronoUnit.SECONDS),
                "tell its vendor; plugin:rollback puts the jar before it back");
    }

    private List<Finding> examine(Bundle bundle) {
        var what = what(bundle);
        if (folder.findings().stream().anyMatch(finding -> finding.what().equals(what))) {
            return List.of();
        }
        if (bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
            return List.of(notRunning(bundle, what));
        }
        var components = components(bundle);
        var refused =
                types.findings().stream().anyMatch(finding -> finding.what().startsWith(what));
        var offers = types.offers().stream().anyMatch(o -> o.bundle() == bundle.getBundleId());
        if (components.isEmpty() && !refused && !offers) {
            return List.of(
                    new Finding(
                            what,
                            "offers no type, so no channel can use it",
                            "register a SourceType, DestinationType, StepType or FormatType as a"
                                    + " service (@Component)"));
        }
        return components;
    }

    private Finding notRunning(Bundle bundle, String what) {
        var headers = new HashMap<String, String>();
        var all = bundle.getHeaders();
        all.keys().asIterator().forEachRemaining(key -> headers.put(key, all.get(key)));
        return JarRules.check(
                        what,
                        Map.copyOf(headers),
                        Runtime.version().feature(),
                        new FrameworkPackages(context),
                        bundle.getSymbolicName())
                .orElseGet(
                        () ->
                                new Finding(
                                        what,
                                        "is " + state(bundle),
                                        "type bundle:start " + bundle.getBundleId()));
    }

    private List<Finding> components(Bundle bundle) {
        var reference = context.getServiceReference(ServiceComponentRuntime.class);
        var runtime = reference == null ? null : context.getService(reference);
        if (reference == null || runtime == null) {
            return List.of();
        }
        try {
            return new Components(runtime).findings(bundle);
        } finally {
            context.ungetService(reference);
        }
    }
}

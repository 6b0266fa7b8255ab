package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may use whom (design, section 4): qualified names anywhere in main code, imports included.
 */
final class ImportRules {

    private static final Pattern NAME =
            Pattern.compile("\\b((?:[a-z][a-z0-9_]*\\.){2,})[A-Z*]\\w*");
    private static final String CORE = "dev.pons.core.";

    /** What each package of core may use of core, besides itself. */
    private static final Map<String, Set<String>> BELOW =
            Map.of(
                    "control", Set.of(),
                    "web", Set.of(),
                    "config", Set.of("control", "web"),
                    "language", Set.of("control", "config"),
                    "store", Set.of("control", "config"),
                    "net", Set.of("control", "config", "web"),
                    "engine", Set.of("control", "config", "language", "store", "net"),
                    "runtime",
                            Set.of(
                                    "control",
                                    "web",
                                    "config",
                                    "language",
                                    "store",
                                    "net",
                                    "engine"));

    private static final List<String> FRAMEWORK_USERS =
            List.of(
                    "dev.pons.core.runtime",
                    "dev.pons.shell",
                    "dev.pons.admin",
                    "dev.pons.jdk25",
                    "dev.pons.tck");

    /** Libraries of the house, of which each plugin carries a copy. */
    private static final List<String> LIBRARIES = List.of("dev.pons.framing", "dev.pons.lis1");

    private ImportRules() {}

    static List<Breach> check(Source source) {
        var breaches = new ArrayList<Breach>();
        if (!source.main()) {
            return breaches;
        }
        for (var hit : source.find(NAME)) {
            var used = hit.words().replaceFirst("\\.[A-Z*]\\w*$", "");
            var remedy = forbidden(source, used);
            if (!remedy.isEmpty()) {
                breaches.add(
                        source.breach(
                                hit.line(),
                                "imports",
                                source.packageName() + " must not use " + used,
                                remedy));
            }
        }
        return breaches;
    }

    private static String forbidden(Source source, String used) {
        if (under(used, "org.osgi.framework") || under(used, "org.osgi.util")) {
            return FRAMEWORK_USERS.stream().anyMatch(source::in)
                    ? ""
                    : "leave the framework to core.runtime, and take what you need as an argument";
        }
        if (source.in("dev.pons.plugin")) {
            return plugin(source, used);
        }
        if (source.in("dev.pons.spi")) {
            return spi(used);
        }
        if (source.in("dev.pons.tck")) {
            return ""; // tests, which run the engine
        }
        if (source.in("dev.pons.core")) {
            return core(source, used);
        }
        if (source.in("dev.pons.http") && under(used, "dev.pons.core.web")) {
            return ""; // the room that serves it
        }
        return under(used, "dev.pons.core") && !under(used, "dev.pons.core.control")
                ? "stand above dev.pons.core.control only; ask there for what is missing"
                : "";
    }

    private static String plugin(Source source, String used) {
        var own = source.packageName().replaceFirst("(dev\\.pons\\.plugin\\.\\w+).*", "$1");
        var house = under(used, "dev.pons");
        var osgi = under(used, "org.osgi");
        var carried = LIBRARIES.stream().anyMatch(library -> under(used, library));
        if (house && !under(used, "dev.pons.spi") && !under(used, own) && !carried) {
            return "a plugin sees dev.pons.spi and libraries that it carries; move what several"
                    + " need there";
        }
        return osgi
                        && !under(used, "org.osgi.service.component.annotations")
                        && !under(used, "org.osgi.annotation")
                ? "a plugin uses only the annotations of OSGi (@Component)"
                : "";
    }

    private static String spi(String used) {
        return List.of("java", "javax.net", "org.osgi.annotation", "org.jspecify", "dev.pons.spi")
                        .stream()
                        .anyMatch(allowed -> under(used, allowed))
                ? ""
                : "the plugin interface stands on the JDK and annotations alone";
    }

    private static String core(Source source, String used) {
        if (under(used, "dev.pons.plugin") || under(used, "dev.pons.shell")) {
            return "core knows plugins by their services, and nothing that stands above it";
        }
        if (!used.startsWith(CORE)) {
            return "";
        }
        var from = source.packageName().substring(CORE.length()).split("\\.")[0];
        var to = used.substring(CORE.length()).split("\\.")[0];
        var below = BELOW.getOrDefault(from, Set.of());
        return from.equals(to) || below.contains(to)
                ? ""
                : "the order is control < config < {language, store, net} < engine < runtime: move"
                        + " the code up, or an interface down";
    }

    private static boolean under(String name, String root) {
        return (name + ".").startsWith(root + ".");
    }
}

package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a jar must be to become a plugin (semantics 6.6): a bundle for this Java, closed to all
 * others, that needs only what the engine has. Pure.
 */
final class JarRules {

    private static final Pattern JAVA =
            Pattern.compile("\\(version(?::Version)?>?=(?:1\\.)?([0-9]+)");

    private JarRules() {}

    /**
     * The first rule that a jar breaks.
     *
     * @param java feature release of the running Java, such as 17
     * @param packages what the engine and its Java offer
     */
    static Optional<Finding> check(PluginJar jar, int java, Packages packages) {
        return check("plugins/" + jar.file(), jar.headers(), java, packages, jar.symbolicName());
    }

    /** The same, of the headers of a bundle that was installed in another way. */
    static Optional<Finding> check(
            String what,
            Map<String, String> headers,
            int java,
            Packages packages,
            String symbolicName) {
        if (symbolicName.isEmpty()) {
            return Optional.of(
                    new Finding(
                            what,
                            "is not a plugin: its manifest has no Bundle-SymbolicName",
                            "build it as an OSGi bundle (bnd-maven-plugin), or take it out of the"
                                    + " folder"));
        }
        return shape(headers)
                .or(() -> tooNew(headers, java))
                .or(() -> missing(headers, packages))
                .map(f -> new Finding(what, f.problem(), f.remedy()));
    }

    private static Optional<Finding> shape(Map<String, String> headers) {
        if (headers.containsKey("Fragment-Host")) {
            return finding("is a fragment", "carry it inside of the plugin's own jar");
        }
        if (has(headers, "Export-Package")) {
            return finding(
                    "exports the package " + first(headers, "Export-Package"),
                    "keep all packages private: plugins meet only through dev.pons.spi");
        }
        if (has(headers, "DynamicImport-Package")) {
            return finding(
                    "imports packages dynamically (DynamicImport-Package)",
                    "name each package in Import-Package, or carry it in the jar");
        }
        if (has(headers, "Require-Bundle")) {
            return finding(
                    "requires the bundle " + first(headers, "Require-Bundle"),
                    "import packages of dev.pons.spi, and carry libraries in the jar");
        }
        for (var clause : Clause.parse(headers.get("Import-Package"))) {
            if (clause.get("resolution:").equals("optional")) {
                return finding(
                        "imports " + clause.names().get(0) + " optionally",
                        "carry the package in the jar, or leave it out (bnd: Import-Package: !"
                                + clause.names().get(0)
                                + ",*)");
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> tooNew(Map<String, String> headers, int java) {
        for (var clause : Clause.parse(headers.get("Require-Capability"))) {
            if (!clause.names().equals(List.of("osgi.ee"))) {
                continue;
            }
            var version = JAVA.matcher(clause.get("filter:"));
            if (version.find() && Integer.parseInt(version.group(1)) > java) {
                return finding(
                        "needs Java " + version.group(1) + ", this engine runs on " + java,
                        "run the engine on Java "
                                + version.group(1)
                                + ", or take a build of the plugin for Java "
                                + java);
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> missing(Map<String, String> headers, Packages packages) {
        for (var clause : Clause.parse(headers.get("Import-Package"))) {
            for (var name : clause.names()) {
                var need = new Packages.Need(name, clause.get("version"));
                if (ofTheKernel(name)) {
                    return finding(
                            "imports " + name + ", which is not for plugins",
                            "use the packages of dev.pons.spi only");
                }
                var words = packages.lacks(need);
                if (words.isPresent()) {
                    return finding(words.get(), remedy(name));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean ofTheKernel(String name) {
        return name.startsWith("dev.pons.") && !(name + ".").startsWith("dev.pons.spi.");
    }

    private static String remedy(String name) {
        return (name + ".").startsWith("dev.pons.spi.")
                ? "take the build of the plugin for this engine, or update the engine"
                : "the plugin must carry this library in its own jar; tell its vendor";
    }

    private static boolean has(Map<String, String> headers, String name) {
        return !Clause.parse(headers.get(name)).isEmpty();
    }

    private static String first(Map<String, String> headers, String name) {
        return Clause.parse(headers.get(name)).get(0).names().get(0);
    }

    private static Optional<Finding> finding(String problem, String remedy) {
        return Optional.of(new Finding("", problem, remedy));
    }
}

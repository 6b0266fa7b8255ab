package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the manifests of built bundles may say (semantics 6.6, design section 4). */
final class BundleRules {

    private static final Pattern EXPORT =
            Pattern.compile("([\\w.]+)((?:;[^,\"]*(?:\"[^\"]*\")?)*)");

    private static final String PLUGIN = "dev.pons.plugin.";

    private BundleRules() {}

    /**
     * One manifest.
     *
     * @param path of it
     * @param headers by name
     * @param exported whether a package's package-info says {@code @Export}
     */
    static List<Breach> check(
            String path, Map<String, String> headers, Predicate<String> exported) {
        var breaches = new ArrayList<Breach>();
        if (headers.containsKey("DynamicImport-Package")) {
            breaches.add(breach(path, "has dynamic imports", "name the packages it needs"));
        }
        if (headers.getOrDefault("Import-Package", "").contains("resolution:=optional")) {
            breaches.add(
                    breach(
                            path,
                            "has optional imports",
                            "carry the package in the bundle, or leave it out in the pom's"
                                    + " Import-Package: !the.package,*"));
        }
        var exports = headers.getOrDefault("Export-Package", "");
        var plugin = headers.getOrDefault("Bundle-SymbolicName", "").startsWith(PLUGIN);
        if (plugin && !exports.isEmpty()) {
            var remedy = "keep a plugin's packages private: remove @Export";
            breaches.add(breach(path, "exports " + exports, remedy));
        } else {
            breaches.addAll(exports(path, exports, exported));
        }
        return breaches;
    }

    private static List<Breach> exports(String path, String exports, Predicate<String> exported) {
        var breaches = new ArrayList<Breach>();
        var clause = EXPORT.matcher(exports);
        while (clause.find()) {
            var name = clause.group(1);
            if (!clause.group(2).contains("version=")) {
                breaches.add(
                        breach(
                                path,
                                "exports " + name + " without a version",
                                "write @Version in its package-info.java"));
            }
            if (!exported.test(name)) {
                breaches.add(
                        breach(
                                path,
                                "exports " + name + ", which nobody decided",
                                "write @Export in its package-info.java, or keep it private"));
            }
        }
        return breaches;
    }

    private static Breach breach(String path, String what, String remedy) {
        return new Breach(path, 1, "bundle", what, remedy);
    }
}

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
        var exports = headers.getOrDefault("Export-Package", "");
        var name = headers.getOrDefault("Bundle-SymbolicName", "");
        if (headers.containsKey("DynamicImport-Package")) {
            breaches.add(
                    new Breach(
                            path,
                            1,
                            "bundle",
                            "has dynamic imports",
                            "name the packages it needs"));
        }
        if (headers.getOrDefault("Import-Package", "").contains("resolution:=optional")) {
            breaches.add(
                    new Breach(
                            path,
                            1,
                            "bundle",
                            "has optional imports",
                            "carry the package in the bundle, or leave it out in the pom's"
                                    + " Import-Package: !the.package,*"));
        }
        if (name.startsWith("dev.pons.plugin.") && !exports.isEmpty()) {
            breaches.add(
                    new Breach(
                            path,
                            1,
                            "bundle",
                            "exports " + exports,
                            "keep a plugin's packages private: remove @Export"));
            return breaches;
        }
        var clause = EXPORT.matcher(exports);
        while (clause.find()) {
            if (!clause.group(2).contains("version=")) {
                breaches.add(
                        new Breach(
                                path,
                                1,
                                "bundle",
                                "exports " + clause.group(1) + " without a version",
                                "write @Version in its package-info.java"));
            }
            if (!exported.test(clause.group(1))) {
                breaches.add(
                        new Breach(
                                path,
                                1,
                                "bundle",
                                "exports " + clause.group(1) + ", which nobody decided",
                                "write @Export in its package-info.java, or keep it private"));
            }
        }
        return breaches;
    }
}

package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What no file of the tree may hold, and what each part must have. */
final class TreeRules {

    private static final Pattern MACHINE =
            Pattern.compile(
                    "(?<![\\w.}~-])/(?:wo" + "rk|ro" + "ot|home/\\w+|Us" + "ers/\\w+)/[\\w.-]+");
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "(?i)\\b(?:repo1?\\.mav"
                            + "en\\.[\\w.]+|registry\\.npm"
                            + "js\\.org"
                            + "|[\\w.-]*(?:artif"
                            + "actory|nex"
                            + "us)[\\w-]*\\.[\\w.-]+)(?=[/:])");

    private TreeRules() {}

    /** A text file of any kind. */
    static List<Breach> text(String path, String text) {
        var breaches = new ArrayList<Breach>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (MACHINE.matcher(line).find()) {
                breaches.add(
                        new Breach(
                                path,
                                number,
                                "machine-path",
                                "names a folder of one machine",
                                "write it relative to the repository, or take it from an option"));
            }
            if (REGISTRY.matcher(line).find()) {
                breaches.add(
                        new Breach(
                                path,
                                number,
                                "registry",
                                "names the host of a package registry",
                                "leave it to the settings of the machine that builds"));
            }
        }
        return breaches;
    }

    /** The folder of a Java package, and whether it has a package-info. */
    static List<Breach> packageInfo(String folder, boolean present) {
        return present
                ? List.of()
                : List.of(
                        new Breach(
                                folder,
                                1,
                                "package-info",
                                "has no package-info.java",
                                "say in two lines what the package is about"));
    }

    /** The README of a plugin; empty text if it has none. */
    static List<Breach> pluginReadme(String path, String readme) {
        return readme.lines().anyMatch(line -> line.strip().matches("\\|.*\\|"))
                ? List.of()
                : List.of(
                        new Breach(
                                path,
                                1,
                                "plugin-readme",
                                "has no table of the plugin's options",
                                "give the plugin the README that all have: what it is for, and a"
                                        + " table | option | default | what it does |"));
    }
}

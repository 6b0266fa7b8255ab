package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import org.osgi.framework.Version;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the well-formed jars are installed: of two with one symbolic name the newer version
 * wins, also over what the engine has built in, and the other is reported. Pure.
 *
 * @param chosen by file
 * @param refused one finding for each other file
 */
record Choice(Map<String, PluginJar> chosen, List<Finding> refused) {

    /**
     * Chooses.
     *
     * @param installed files whose bundles are there now; they win over a same version
     * @param builtIn versions of bundles that did not come from the folder, by symbolic name
     */
    static Choice of(
            Collection<PluginJar> jars, Set<String> installed, Map<String, Version> builtIn) {
        var sorted = new ArrayList<>(jars);
        sorted.sort(
                Comparator.comparing(PluginJar::version, Comparator.reverseOrder())
                        .thenComparing(jar -> !installed.contains(jar.file()))
                        .thenComparing(PluginJar::file));
        var chosen = new HashMap<String, PluginJar>();
        var refused = new ArrayList<Finding>();
        var byName = new HashMap<String, PluginJar>();
        for (var jar : sorted) {
            var own = builtIn.get(jar.symbolicName());
            var other = byName.get(jar.symbolicName());
            if (own != null && own.compareTo(jar.version()) >= 0) {
                refused.add(olderThanBuiltIn(jar, own));
            } else if (other != null) {
                refused.add(doubled(jar, other));
            } else {
                byName.put(jar.symbolicName(), jar);
                chosen.put(jar.file(), jar);
            }
        }
        return new Choice(chosen, refused);
    }

    private static Finding olderThanBuiltIn(PluginJar jar, Version own) {
        return new Finding(
                "plugins/" + jar.file(),
                "is not installed: the engine has "
                        + jar.symbolicName()
                        + " "
                        + own
                        + " built in, this is "
                        + jar.version(),
                "remove the file, or take a newer version");
    }

    private static Finding doubled(PluginJar jar, PluginJar other) {
        return new Finding(
                "plugins/" + jar.file(),
                "is not installed: it is "
                        + jar.symbolicName()
                        + " "
                        + jar.version()
                        + ", and so is plugins/"
                        + other.file()
                        + " in version "
                        + other.version(),
                "remove the one that you do not want");
    }
}

package dev.pons.core.runtime;

import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

import java.util.List;
import java.util.Optional;

/** The packages that a plugin can import here. */
@FunctionalInterface
interface Packages {

    /** In which versions a package is offered; none: nobody offers it. */
    List<Version> versions(String name);

    /** A package and the range of versions that is wanted; an empty range takes any. */
    record Need(String name, String range) {}

    /** What is lacking, in words; empty: the need is met. */
    default Optional<String> lacks(Need need) {
        var offered = versions(need.name());
        var range = range(need.range());
        if (offered.stream().anyMatch(range::includes)) {
            return Optional.empty();
        }
        var wanted = need.range().isEmpty() ? "" : " " + plain(range.getLeft());
        return Optional.of(
                "needs package "
                        + need.name()
                        + wanted
                        + (offered.isEmpty()
                                ? ", which this engine does not have"
                                : ", this engine has " + plain(offered.get(0))));
    }

    private static VersionRange range(String text) {
        try {
            return new VersionRange(text.isEmpty() ? "0" : text);
        } catch (IllegalArgumentException broken) {
            return new VersionRange("0");
        }
    }

    private static String plain(Version version) {
        return version.getMajor()
                + "."
                + version.getMinor()
                + (version.getMicro() == 0 ? "" : "." + version.getMicro());
    }
}

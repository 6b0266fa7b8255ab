package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a jar may become a plugin: by its shape and by where it comes from.
 *
 * @param packages what the engine and its Java offer
 */
record Admission(Packages packages, Trust trust) {

    /** Why not; empty: it may. */
    Optional<Finding> check(PluginJar jar, Path path) {
        return JarRules.check(jar, Runtime.version().feature(), packages)
                .or(() -> trust.check(jar, path));
    }
}

package dev.pons.core.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * This engine among others, for those who look at it.
 *
 * @param version of Pons
 * @param name of the machine and where it stands there; on papers and in notices
 * @param etc where {@code alerts.yaml} is; empty: nobody is told but the console
 * @param data where alerts are kept over restarts; empty: they are not
 */
public record Instance(String version, String name, Optional<Path> etc, Optional<Path> data) {

    /** One that has no folders. */
    public static Instance of(String version) {
        return new Instance(version, "here", Optional.empty(), Optional.empty());
    }
}

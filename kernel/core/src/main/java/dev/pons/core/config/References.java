package dev.pons.core.config;

import java.util.Optional;

/**
 * What {@code ${env:NAME}}, {@code ${secret:name}} and {@code ${site:name}} stand for. Any thread.
 */
@FunctionalInterface
public interface References {

    /** The value; empty: unresolved, which is a fault that says where it was looked for. */
    Optional<String> resolve(String kind, String name);

    /** Where a kind is looked for, for the words of a fault. */
    default String where(String kind) {
        return switch (kind) {
            case "env" -> "the environment of the engine";
            case "secret" -> "etc/secrets (one file per secret)";
            case "site" -> "etc/site.yaml";
            default -> "env, secret or site";
        };
    }
}

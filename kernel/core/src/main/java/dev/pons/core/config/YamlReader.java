package dev.pons.core.config;

import java.util.Optional;

/** Reads YAML 1.2 text into {@link Yaml}: scalars as text, no tags, no duplicate keys. */
public final class YamlReader {

    private YamlReader() {}

    /** The one document of a text; empty when it cannot be read, with the faults said. */
    public static Optional<Yaml> read(String file, String text, Faults faults) {
        throw new UnsupportedOperationException();
    }
}

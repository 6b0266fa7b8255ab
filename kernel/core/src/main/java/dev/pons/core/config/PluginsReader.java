package dev.pons.core.config;

import java.util.Optional;

/** Reads {@code etc/plugins.yaml}. Any thread. */
public final class PluginsReader {

    /** Name of the file, in words and in {@code etc}. */
    public static final String FILE = "plugins.yaml";

    private PluginsReader() {}

    /** The file; empty with every fault said. */
    public static Optional<PluginsFile> read(String text, References references, Faults faults) {
        return YamlReader.read(FILE, text, faults)
                .flatMap(yaml -> new Binder(references).bind(PluginsFile.class, yaml, faults))
                .map(Bound::options)
                .filter(file -> faults.list().isEmpty());
    }
}

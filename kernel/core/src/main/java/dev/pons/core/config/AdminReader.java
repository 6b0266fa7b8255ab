package dev.pons.core.config;

import java.util.Optional;

/** Reads {@code etc/admin.yaml}. Any thread. */
public final class AdminReader {

    /** Name of the file, in words and in {@code etc}. */
    public static final String FILE = "admin.yaml";

    private AdminReader() {}

    /** The file; empty with every fault said. A file without any content is as none. */
    public static Optional<AdminFile> read(String text, References references, Faults faults) {
        if (text.isBlank()) {
            return Optional.of(AdminFile.NONE);
        }
        return YamlReader.read(FILE, text, faults)
                .flatMap(yaml -> new Binder(references).bind(AdminFile.class, yaml, faults))
                .map(Bound::options)
                .filter(file -> faults.list().isEmpty());
    }
}

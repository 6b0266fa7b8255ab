package dev.pons.plugin.sql;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Faults;
import dev.pons.core.config.YamlReader;

import java.util.Optional;

/** Options as a channel file has them. */
final class Options {

    private Options() {}

    static <C extends Record> C of(Class<C> type, String yaml) {
        var faults = new Faults();
        var bound =
                YamlReader.read("options", yaml, faults)
                        .flatMap(
                                read ->
                                        new Binder((kind, name) -> Optional.empty())
                                                .bind(type, read, faults));
        return bound.orElseThrow(() -> new IllegalStateException(faults.list().toString()))
                .options();
    }
}

package dev.pons.core.engine;

import dev.pons.core.config.Faults;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.Formats;
import dev.pons.spi.format.Format;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The formats of one version of a channel: its own with its options, those that its steps name with
 * options, and any other with its defaults.
 */
final class KnownFormats implements Formats {

    private final String name;
    private final Format own;
    private final Function<String, Optional<Format>> plain;
    private final Maker maker;
    private final Map<String, Format> made = new ConcurrentHashMap<>();

    /** Makes a format with options. */
    @FunctionalInterface
    interface Maker {
        Optional<Format> make(String type, Yaml options, Faults faults);
    }

    KnownFormats(String name, Format own, Function<String, Optional<Format>> plain, Maker maker) {
        this.name = name;
        this.own = own;
        this.plain = plain;
        this.maker = maker;
    }

    @Override
    public Optional<Format> named(String wanted) {
        if (wanted.equals(name) || wanted.isEmpty()) {
            return Optional.of(own);
        }
        var known = made.get(wanted);
        return known == null ? plain.apply(Formats.plain(wanted)) : Optional.of(known);
    }

    @Override
    public Optional<String> with(String type, Yaml options, Faults faults) {
        var format = maker.make(type, options, faults);
        format.ifPresent(f -> made.put(type + AT + options.mark(), f));
        return format.map(f -> type + AT + options.mark());
    }
}

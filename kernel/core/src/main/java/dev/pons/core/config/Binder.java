package dev.pons.core.config;

import dev.pons.spi.config.Name;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Binds the options of a type to its record: kebab-case names, typed conversion, ranges, defaults.
 * Any thread.
 *
 * <ul>
 *   <li>Components: {@code String, int, long, boolean, Duration, Path, Charset, ZoneId}, enums,
 *       {@code Template, Condition, Secret, Listen, Peer, Tls, Access}, records of these, and
 *       {@code Optional}, {@code List} and {@code Map<String, ...>} of these. {@link #check} finds
 *       any other.
 *   <li>A text or list instead of a map stands for the one required option of a record: {@code
 *       file: archive} for {@code file: { folder: archive }}. With none or several required ones it
 *       is a fault.
 *   <li>A record inside a record is required like any option; {@code @Default("{}")} gives it its
 *       own defaults.
 *   <li>A value instead of a list stands for a list of one.
 * </ul>
 */
public final class Binder {

    private final References references;

    /** With what {@code ${...}} stands for. */
    public Binder(References references) {
        this.references = references;
    }

    /**
     * The record, or empty with every fault said: unknown options with "did you mean", missing
     * ones, values. {@link IllegalStateException}: the record is broken, a defect of the plugin.
     */
    public <C extends Record> Optional<Bound<C>> bind(Class<C> type, Yaml options, Faults faults) {
        var binding = new Binding(references, faults);
        var name = type.getAnnotation(Name.class);
        var record =
                new GroupKind(type, GroupKind.Short.SOLE_REQUIRED)
                        .bind(options, name == null ? type.getSimpleName() : name.value(), binding);
        binding.mustAskBeyondLoopback();
        return record == null
                ? Optional.empty()
                : Optional.of(
                        new Bound<>(
                                type.cast(record),
                                List.copyOf(binding.templates),
                                List.copyOf(binding.conditions),
                                List.copyOf(binding.ports)));
    }

    /**
     * A text of the language (a template in a step) with its references put in, for whoever
     * compiles it; empty with the faults said. Braces in a value are doubled, so that they are no
     * path.
     */
    public Optional<String> template(Yaml.Text text, Faults faults) {
        UnaryOperator<String> doubled = value -> value.replace("{", "{{");
        return Optional.ofNullable(new Substitution(references).resolve(text, doubled, faults))
                .map(Substitution.Resolved::text);
    }

    /**
     * What is wrong with a plugin's record, in words for its author; empty: nothing. Asked once
     * when a type is registered; a type with a fault is not offered to channels.
     */
    public static List<String> check(Class<? extends Record> type) {
        return RecordCheck.of(type);
    }
}

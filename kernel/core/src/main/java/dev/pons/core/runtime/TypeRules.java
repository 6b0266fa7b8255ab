package dev.pons.core.runtime;

import dev.pons.core.engine.Types;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the record of a type's options must be. Pure.
 *
 * @param bindable why options cannot be bound to a record; empty: they can
 */
record TypeRules(Function<Class<? extends Record>, Optional<String>> bindable) {

    /** A rule that is broken, and what to do. */
    record Broken(String problem, String remedy) {}

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Set<String> SOURCE =
            Set.of("format", "acknowledge", "within", "schedule", "reply", "alert", "duplicates");
    private static final Set<String> DESTINATION =
            Set.of(
                    "when", "steps", "order", "retry", "outcome", "reply", "expire", "after",
                    "body", "alert", "queued", "unknown", "format");
    private static final Set<String> STEP =
            Set.of(
                    "when",
                    "include",
                    "keep",
                    "drop",
                    "set",
                    "copy",
                    "move",
                    "remove",
                    "let",
                    "refuse",
                    "choose",
                    "add",
                    "each",
                    "renumber",
                    "split",
                    "new",
                    "lookup",
                    "remember",
                    "recall",
                    "forget",
                    "convert",
                    "template",
                    "validate",
                    "enrich",
                    "aggregate",
                    "steps",
                    "on-error");

    /** The rule that a record breaks. */
    Optional<Broken> check(Types.Kind kind, Class<?> options) {
        if (!options.isRecord()) {
            return broken(
                    "its options " + options.getName() + " are not a record",
                    "make it a record with @Name, and @Doc on each component");
        }
        var name = options.getAnnotation(Name.class);
        if (name == null) {
            return broken(
                    "its options " + options.getName() + " have no @Name",
                    "write @Name(\"...\") on the record: it names the type in channel files");
        }
        if (!NAME.matcher(name.value()).matches()) {
            return broken(
                    "the name \"" + name.value() + "\" is not one",
                    "use small letters, digits and hyphens, a letter first");
        }
        if (reserved(kind).contains(name.value())) {
            return broken(
                    "\"" + name.value() + "\" is a word of the channel language",
                    "give the type another @Name");
        }
        for (var component : options.getRecordComponents()) {
            if (component.getAnnotation(Doc.class) == null) {
                return broken(
                        "its option " + component.getName() + " has no @Doc",
                        "write one sentence for the option on the record's component");
            }
        }
        return bindable.apply(options.asSubclass(Record.class))
                .map(
                        why ->
                                new Broken(
                                        "its options cannot be bound: " + why,
                                        "use the types that the plugin guide lists for options"));
    }

    /** Words that no type of a kind can be named by. */
    static Set<String> reserved(Types.Kind kind) {
        return switch (kind) {
            case SOURCE -> SOURCE;
            case DESTINATION -> DESTINATION;
            case STEP -> STEP;
            case FORMAT -> Set.of();
        };
    }

    private static Optional<Broken> broken(String problem, String remedy) {
        return Optional.of(new Broken(problem, remedy));
    }
}

package dev.pons.core.runtime;

import dev.pons.core.engine.Types;
import dev.pons.core.language.Compiler;
import dev.pons.spi.config.Name;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the record of a type's options must be. Pure.
 *
 * @param record what is wrong with a record, by the rules of all options
 */
record TypeRules(Function<Class<? extends Record>, List<String>> record) {

    /** A rule that is broken, and what to do. */
    record Broken(String problem, String remedy) {}

    /** The rule that a record breaks. */
    Optional<Broken> check(Types.Kind kind, Class<?> options) {
        if (!options.isRecord()) {
            return broken(
                    "its options " + options.getName() + " are not a record",
                    "make it a record with @Name, and @Doc on each component");
        }
        var faults = record.apply(options.asSubclass(Record.class));
        if (!faults.isEmpty()) {
            return broken(
                    "its options are not well: " + String.join("; ", faults),
                    "correct the record, or tell the vendor");
        }
        var name = options.getAnnotation(Name.class);
        return kind == Types.Kind.STEP && name != null && Compiler.ownSteps().contains(name.value())
                ? broken(
                        "\"" + name.value() + "\" is a step of the language",
                        "give the type another @Name")
                : Optional.empty();
    }

    private static Optional<Broken> broken(String problem, String remedy) {
        return Optional.of(new Broken(problem, remedy));
    }
}

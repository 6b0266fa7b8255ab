package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.Yaml;

import java.util.List;

/** Which types a channel file names. */
final class TypeUse {

    private TypeUse() {}

    /** A channel file names the type, in a step inside a step too. */
    static boolean uses(ChannelFile file, Types.Kind kind, String type) {
        var destinations = file.destinations().stream();
        return switch (kind) {
            case SOURCE -> file.source().part().type().equals(type);
            case FORMAT -> file.source().format().type().equals(type);
            case DESTINATION -> destinations.anyMatch(d -> d.part().type().equals(type));
            case STEP ->
                    names(file.steps(), type)
                            || names(file.source().answer().reply(), type)
                            || destinations.anyMatch(
                                    d -> names(d.steps(), type) || names(d.reply(), type));
        };
    }

    /** One of the steps, or a step inside of one, is of a kind. */
    static boolean names(List<ChannelFile.StepPart> steps, String type) {
        return steps.stream().anyMatch(s -> s.key().equals(type) || names(s.value(), type));
    }

    private static boolean names(Yaml value, String type) {
        if (value instanceof Yaml.Items items) {
            return items.items().stream().anyMatch(i -> names(i, type));
        }
        return value instanceof Yaml.Fields fields
                && fields.fields().stream()
                        .anyMatch(f -> f.key().equals(type) || names(f.value(), type));
    }
}

package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Yaml;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which types a channel file names. */
final class TypeUse {

    private TypeUse() {}

    /** A channel file names the type, in a step inside a step too. */
    static boolean uses(ChannelFile file, Types.Kind kind, String type) {
        var destinations = file.destinations().stream();
        return switch (kind) {
            case SOURCE -> file.source().part().type().equals(type);
            case FORMAT -> file.source().format().type().equals(type);
            case DESTINATION ->
                    destinations.anyMatch(d -> d.part().type().equals(type))
                            || peers(file).containsValue(type);
            case STEP ->
                    names(file.steps(), type)
                            || names(file.source().answer().reply(), type)
                            || destinations.anyMatch(
                                    d -> names(d.steps(), type) || names(d.reply(), type));
        };
    }

    /** Whom steps ask: names, and types of destinations. */
    static Map<String, String> peers(ChannelFile file) {
        var peers = new TreeMap<String, String>();
        Stream.concat(
                        file.steps().stream(),
                        file.destinations().stream().flatMap(d -> d.steps().stream()))
                .forEach(step -> peers(step.key(), step.value(), peers));
        return peers;
    }

    private static void peers(String key, Yaml value, Map<String, String> peers) {
        if (value instanceof Yaml.Items items) {
            items.items().forEach(item -> peers("", item, peers));
        } else if (value instanceof Yaml.Fields fields) {
            if (key.equals("enrich")) {
                ChannelReader.enrich(fields, new Faults())
                        .ifPresent(asked -> peers.put(asked.name(), asked.part().type()));
            }
            fields.fields().forEach(field -> peers(field.key(), field.value(), peers));
        }
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

package dev.pons.core.engine;

import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.FormatType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types of plugins, and those that the engine has of its own: the source and the destination
 * {@code channel}. No plugin may have a type of that name; a test puts its own in their place. Any
 * thread.
 */
public final class OwnTypes implements Types {

    private final Types plugins;
    private final FromChannels source = new FromChannels();
    private final ToChannels destination;

    OwnTypes(Types plugins, Roster roster) {
        this.plugins = plugins;
        this.destination = new ToChannels(Optional.of(roster));
    }

    /** To bind and check options only: there are no channels to hand over to. */
    public OwnTypes(Types plugins) {
        this.plugins = plugins;
        this.destination = new ToChannels(Optional.empty());
    }

    /** Records of the engine's own types of a kind, for documentation. */
    public static List<Class<? extends Record>> records(Kind kind) {
        return switch (kind) {
            case SOURCE -> List.of(FromChannels.Options.class);
            case DESTINATION -> List.of(ToChannels.Options.class);
            case STEP, FORMAT -> List.of();
        };
    }

    /** The records of plugins and those of the engine. */
    public static List<Class<? extends Record>> with(
            Kind kind, List<Class<? extends Record>> plugins) {
        var all = new ArrayList<>(plugins);
        all.addAll(records(kind));
        return all;
    }

    private static boolean isNamed(String name, Type<?, ?> type) {
        var known = type.config().getAnnotation(Name.class);
        return known != null && known.value().equals(name);
    }

    @Override
    public Optional<SourceType<?>> source(String name) {
        var given = plugins.source(name);
        return given.isEmpty() && isNamed(name, source) ? Optional.of(source) : given;
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        var given = plugins.destination(name);
        return given.isEmpty() && isNamed(name, destination) ? Optional.of(destination) : given;
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return plugins.step(name);
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return plugins.format(name);
    }

    @Override
    public Set<String> names(Kind kind) {
        var names = new TreeSet<>(plugins.names(kind));
        for (var own : records(kind)) {
            names.add(own.getAnnotation(Name.class).value());
        }
        return names;
    }
}

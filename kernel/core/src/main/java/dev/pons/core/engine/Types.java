package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.format.FormatType;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The plugin types that exist now, by name. Any thread; implemented over OSGi services, and by a
 * map in tests.
 */
public interface Types {

    /** A type of source. */
    Optional<SourceType<?>> source(String name);

    /** A type of destination. */
    Optional<DestinationType<?>> destination(String name);

    /** A type of step. */
    Optional<StepType<?>> step(String name);

    /** A type of format. */
    Optional<FormatType<?>> format(String name);

    /** Names of all types of a kind, for "did you mean". */
    Set<String> names(Kind kind);

    /** What a channel file calls a type by. */
    record TypeName(Kind kind, String name) {

        /** A channel file uses it. */
        boolean isIn(ChannelFile file) {
            return TypeUse.uses(file, kind, name);
        }

        /** It exists. */
        boolean isAmong(Types types) {
            return types.names(kind).contains(name);
        }

        /** As people read it: {@code source type mllp}. */
        public String words() {
            return kind.word() + " type " + name;
        }
    }

    /** Kinds of types. */
    enum Kind {
        SOURCE,
        DESTINATION,
        STEP,
        FORMAT;

        /** As people read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

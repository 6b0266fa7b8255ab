package dev.pons.core.language;

import dev.pons.core.config.Binder;
import dev.pons.core.config.ChannelFile.StepPart;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.Context;
import dev.pons.spi.StepType;
import dev.pons.spi.format.Format;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compiles the language's parts of one channel; every fault is said with file, line and column. */
public final class Compiler {

    /**
     * For one channel.
     *
     * @param format of the channel, for checking paths and escaping
     * @param stepTypes plugins' steps by name; empty: none such
     * @param context for steps of plugins
     */
    public Compiler(
            Format format,
            Function<String, Optional<StepType<?>>> stepTypes,
            Binder binder,
            Context context,
            Faults faults) {
        throw new UnsupportedOperationException();
    }

    /** Steps; variables that they {@code let} are known to what is compiled afterwards. */
    public Steps steps(List<StepPart> parts) {
        throw new UnsupportedOperationException();
    }

    /** A condition. */
    public Test condition(Yaml condition) {
        throw new UnsupportedOperationException();
    }

    /**
     * A template, with values escaped for a place: {@code text, file, url, json, xml}, or {@code
     * format} for the channel's format.
     */
    public Text template(String template, Mark mark, String place) {
        throw new UnsupportedOperationException();
    }

    /** The language's own steps, for the reserved words and the reference. */
    public static Set<String> builtInSteps() {
        throw new UnsupportedOperationException();
    }
}

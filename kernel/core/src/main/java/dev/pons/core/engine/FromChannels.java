package dev.pons.core.engine;

import dev.pons.spi.Context;
import dev.pons.spi.Listener;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** The source of a channel that gets messages from other channels only: opens nothing. */
final class FromChannels implements SourceType<FromChannels.Options> {

    /** None. */
    @Name("channel")
    @Doc(
            "Opens nothing: messages come from `channel` destinations only. A channel with any other"
                    + " source takes them too")
    record Options() {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        return (Listener) intake -> {};
    }
}

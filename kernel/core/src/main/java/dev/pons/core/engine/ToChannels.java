package dev.pons.core.engine;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The destination {@code channel}: other channels of this engine get the message (decision 0026).
 *
 * @param roster of the engine; empty: only options are looked at
 */
record ToChannels(Optional<Roster> roster) implements DestinationType<ToChannels.Options> {

    /**
     * Where messages go.
     *
     * @param to names of channels
     */
    @Name("channel")
    @Doc("Hands each message to other channels of this engine, in one commit with its delivery")
    record Options(
            @Doc("A channel, or a list of channels: all of them get the message, or none does")
                    List<String> to) {

        Options {
            if (to.isEmpty()) {
                throw new IllegalArgumentException(
                        "\"to\" names no channel; write for example to: [lab, ward]");
            }
            if (new HashSet<>(to).size() < to.size()) {
                throw new IllegalArgumentException(
                        "\"to\" names a channel twice; each gets the message once");
            }
        }
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    /** {@code IllegalArgumentException}: it would hand over to its own channel. */
    @Override
    public Destination create(Options options, Context context) {
        var own = context.name().split("/", 2)[0];
        if (options.to().contains(own)) {
            throw new IllegalArgumentException(
                    "\"to\" names its own channel, "
                            + own
                            + ", which would get the message again and again; name another one");
        }
        return new HandOver(roster, options.to());
    }
}

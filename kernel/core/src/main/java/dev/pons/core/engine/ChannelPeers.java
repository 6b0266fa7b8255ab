package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelFile.Destination;
import dev.pons.core.config.ChannelFile.Enrich;
import dev.pons.core.config.Faults;
import dev.pons.core.language.Peer;
import dev.pons.core.language.Peers;
import dev.pons.spi.DestinationType;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whom the steps of one channel may ask; each has a name of its own. One use, one thread. */
final class ChannelPeers implements Peers {

    private final Kit kit;
    private final String channel;
    private final Faults faults;
    private final Function<ChannelFile.Part, Optional<DestinationType<?>>> types;
    private final Set<String> names;

    /**
     * For one file.
     *
     * @param types that exist; a missing one is told there
     */
    ChannelPeers(
            Kit kit,
            ChannelFile file,
            Faults faults,
            Function<ChannelFile.Part, Optional<DestinationType<?>>> types) {
        this.kit = kit;
        this.channel = file.name();
        this.faults = faults;
        this.types = types;
        this.names =
                file.destinations().stream()
                        .map(Destination::name)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public Optional<DestinationType<?>> type(Enrich file) {
        if (!names.add(file.name())) {
            faults.add(
                    file.mark(),
                    "there is a destination or another `enrich` with the name \""
                            + file.name()
                            + "\"; give this one its own, for example name: "
                            + file.name()
                            + "-2");
        }
        return types.apply(file.part()).filter(type -> asks(file, type));
    }

    private boolean asks(Enrich file, DestinationType<?> type) {
        if (type instanceof ToChannels) {
            faults.add(
                    file.part().mark(),
                    "a channel answers nothing that a step could wait for; ask the peer itself, or"
                            + " hand the message over by a destination");
        }
        return !(type instanceof ToChannels);
    }

    @Override
    public Optional<Peer> peer(Asked asked) {
        var part = asked.file().part();
        var asker = new Asker(kit, channel, asked);
        try {
            Fence.call(() -> asker.create(PluginContext.silent(channel, kit.clock())));
            return Optional.of(asker);
        } catch (IllegalArgumentException e) {
            faults.add(part.mark(), String.valueOf(e.getMessage()));
        } catch (Exception e) {
            faults.add(part.mark(), part.type() + ": " + Fence.words(e));
        }
        return Optional.empty();
    }
}

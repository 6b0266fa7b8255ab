package dev.pons.core.language;

import dev.pons.core.config.Bound;
import dev.pons.core.config.ChannelFile.Enrich;
import dev.pons.spi.DestinationType;

import java.util.Optional;

/** Whom the steps of one channel may ask, while it is compiled. */
public interface Peers {

    /** Nobody. */
    Peers NOBODY =
            new Peers() {
                @Override
                public Optional<DestinationType<?>> type(Enrich file) {
                    return Optional.empty();
                }

                @Override
                public Optional<Peer> peer(Asked asked) {
                    return Optional.empty();
                }
            };

    /** The type of destination by which a peer is asked; empty: it is awaited, which is told. */
    Optional<DestinationType<?>> type(Enrich file);

    /** One to ask; empty: there is a fault, which is told. */
    Optional<Peer> peer(Asked asked);

    /** A peer as the file has it, with its options. */
    record Asked(Enrich file, DestinationType<?> type, Bound<?> bound) {}
}

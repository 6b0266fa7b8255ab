package dev.pons.plugin.tcp;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Peer;

import org.osgi.service.component.annotations.Component;

/** {@code audit: { udp: ... }} among the destinations. */
@Component(service = DestinationType.class)
public final class UdpDestination implements DestinationType<UdpDestination.Options> {

    /** Options of the destination. */
    @Name("udp")
    @Doc("Sends each message as one datagram over UDP; given to the network is delivered")
    public record Options(
            @Doc("Where to send: host:port; the host may be a multicast or broadcast address")
                    Peer to,
            @Doc("Longest message sent; a longer one is refused")
                    @Default("65507")
                    @Range(min = 1, max = 65507)
                    int maxSize,
            @Doc("How many routers a multicast datagram may pass")
                    @Default("1")
                    @Range(min = 0, max = 255)
                    int ttl,
            @Doc("Whether the host may be a broadcast address") @Default("no") boolean broadcast,
            @Doc("Where multicast leaves, such as eth0; empty: as the system likes") @Default("")
                    String networkInterface)
            implements Datagrams.Sending {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options config, Context context) {
        return new Telling(config, context);
    }
}

package dev.pons.plugin.tcp;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Listen;

import org.osgi.service.component.annotations.Component;

/** {@code source: { udp: ... }}. */
@Component(service = SourceType.class)
public final class UdpSource implements SourceType<UdpSource.Options> {

    /** Options of the source. */
    @Name("udp")
    @Doc("Takes datagrams over UDP, each of which is a message; nothing is answered")
    public record Options(
            @Doc(
                            "Where to listen: a port, or host:port; a multicast address joins that group. Of"
                                    + " its options host, port and allow count")
                    Listen listen,
            @Doc("Longest datagram taken; a longer one is refused")
                    @Default("65507")
                    @Range(min = 1, max = 65507)
                    int maxSize,
            @Doc("Bytes that the system is asked to keep while the engine is busy; 0: its usual")
                    @Default("1MB")
                    @Range(min = 0, max = 1073741824)
                    int buffer,
            @Doc("Where a multicast group is heard, such as eth0; empty: everywhere") @Default("")
                    String networkInterface)
            implements Datagrams.Receiving {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options config, Context context) {
        return new Hearing(config, context);
    }
}

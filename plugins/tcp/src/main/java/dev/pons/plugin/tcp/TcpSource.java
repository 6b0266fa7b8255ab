package dev.pons.plugin.tcp;

import dev.pons.framing.Answer;
import dev.pons.framing.Framing;
import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.util.Optional;

/** {@code source: { tcp: ... }}. */
@Component(service = SourceType.class)
public final class TcpSource implements SourceType<TcpSource.Options> {

    /** Options of the source. */
    @Name("tcp")
    @Doc("Takes messages over TCP, from peers that connect or from one that it connects to")
    public record Options(
            @Doc("Where peers connect: a port, or host:port") Optional<Listen> listen,
            @Doc("Or a peer to connect to: host:port") Optional<Peer> connect,
            @Doc("How messages are told apart") Framing framing,
            @Doc("How a message is answered: format, none, or bytes") @Default("format")
                    Answer answer,
            @Doc("Longest message taken; a longer one is refused")
                    @Default("16MB")
                    @Range(min = 1, max = 1073741824)
                    int maxSize,
            @Doc("Longest silence of the peer inside a message") @Default("30s") Duration timeout,
            @Doc("With connect: a peer that is silent for so long is connected to anew; 0s: never")
                    @Default("0s")
                    Duration idle) {

        /** Checks that there is one way in. */
        public Options {
            if (listen.isPresent() == connect.isPresent()) {
                throw new IllegalArgumentException("write one of listen and connect");
            }
            if (listen.isPresent() && !idle.isZero()) {
                throw new IllegalArgumentException(
                        "idle is for connect; with listen it stands there: { port: 4001, idle: 5m }");
            }
        }
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options config, Context context) {
        return config.listen().isPresent()
                ? new Listening(config, context)
                : new Calling(config, context);
    }
}

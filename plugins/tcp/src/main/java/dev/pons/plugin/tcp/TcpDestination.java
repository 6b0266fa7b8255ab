package dev.pons.plugin.tcp;

import dev.pons.framing.Answer;
import dev.pons.framing.Framing;
import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.util.Optional;

/** {@code printer: { tcp: ... }} among the destinations. */
@Component(service = DestinationType.class)
public final class TcpDestination implements DestinationType<TcpDestination.Options> {

    /** Options of the destination. */
    @Name("tcp")
    @Doc("Sends messages over TCP, to one peer or to all that are connected")
    public record Options(
            @Doc("Where to send: host:port") Optional<Peer> connect,
            @Doc("Or where peers connect, to hear every message: a port, or host:port")
                    Optional<Listen> listen,
            @Doc("How messages are told apart") Framing framing,
            @Doc(
                            "With connect, required: how the peer answers: format, bytes, or none; with none,"
                                    + " written is delivered")
                    Optional<Answer> answer,
            @Doc("Longest time to wait for the answer; with listen, for one peer that takes it")
                    @Default("30s")
                    Duration timeout,
            @Doc("Keep the connection open between messages; no: one connection per message")
                    @Default("yes")
                    boolean keepOpen,
            @Doc("Longest answer taken; with listen, longest message sent")
                    @Default("16MB")
                    @Range(min = 1, max = 1073741824)
                    int maxSize,
            @Doc("With listen: bytes that may wait for one peer; with more it is slow")
                    @Default("1MB")
                    @Range(min = 1024, max = 1073741824)
                    int backlog,
            @Doc("With listen: a slow peer misses messages, or is disconnected") @Default("skip")
                    Slow slow) {

        /** Checks that there is one way out, and that it can be gone. */
        public Options {
            if (listen.isPresent() == connect.isPresent()) {
                throw new IllegalArgumentException("write one of connect and listen");
            }
            if (!framing.silence().isZero()) {
                throw new IllegalArgumentException(
                        "a network keeps no silence between messages; choose another framing");
            }
            if (listen.isPresent()) {
                checkCrowd(answer, framing);
            } else {
                check(answer, framing);
            }
        }

        private static void checkCrowd(Optional<Answer> answer, Framing framing) {
            if (answer.isPresent() && answer.get().with() != Answer.With.NONE) {
                throw new IllegalArgumentException(
                        "peers that connect are not asked for answers; remove answer");
            }
            if (framing.untilClose()) {
                throw new IllegalArgumentException(
                        "with listen connections stay; choose another framing than until-close");
            }
        }

        private static void check(Optional<Answer> answer, Framing framing) {
            if (answer.isEmpty()) {
                throw new IllegalArgumentException(
                        "option \"answer\" is missing; write format, { with: bytes, yes: \"\\x06\" },"
                                + " or none if the peer never answers");
            }
            if (framing.untilClose() && answer.get().with() != Answer.With.NONE) {
                throw new IllegalArgumentException(
                        "with until-close the connection ends with the message, so no answer comes;"
                                + " write answer: none");
            }
        }
    }

    /** What becomes of a peer that does not keep up. */
    public enum Slow {
        /** It misses messages until it has caught up. */
        SKIP,
        /** It is disconnected. */
        DROP
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options config, Context context) {
        return config.listen().isPresent()
                ? new Crowd(config, context)
                : new Asking(config, context);
    }
}

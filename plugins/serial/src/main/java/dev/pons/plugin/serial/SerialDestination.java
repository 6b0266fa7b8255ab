package dev.pons.plugin.serial;

import dev.pons.framing.Answer;
import dev.pons.framing.Answer.With;
import dev.pons.framing.Framing;
import dev.pons.lis1.Lis1;
import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;

import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.util.Optional;

/** {@code analyzer: { serial: ... }} among the destinations. */
@Component(service = DestinationType.class)
public final class SerialDestination implements DestinationType<SerialDestination.Options> {

    /** Options of the destination. */
    @Name("serial")
    @Doc("Sends messages over a serial line, which a source and other destinations may share")
    public record Options(
            @Doc("The port, and how bits cross it; the same wherever the port is named")
                    Wiring line,
            @Doc("How messages are told apart") Optional<Framing> framing,
            @Doc("Or the link of laboratory analyzers (LIS1-A, ASTM E1381): host or analyzer")
                    Optional<Lis1> lis1,
            @Doc(
                            "With framing, required: how the device answers: format, bytes, or none; with"
                                    + " none, written is delivered")
                    Optional<Answer> answer,
            @Doc("Longest time to wait for the answer") @Default("30s") Duration timeout,
            @Doc("Longest answer taken") @Default("16MB") @Range(min = 1, max = 1073741824)
                    int maxSize) {

        /** Checks that there is one way of telling messages apart, and that it is for a line. */
        public Options {
            new Terms(line, framing, lis1);
            if (lis1.isPresent() && answer.isPresent()) {
                throw new IllegalArgumentException("lis1 has its own answers; remove answer");
            }
            if (framing.isPresent() && answer.isEmpty()) {
                throw new IllegalArgumentException(
                        "option \"answer\" is missing; write format, { with: bytes, yes: \"\\x06\" },"
                                + " or none if the device never answers");
            }
        }

        Terms terms() {
            return new Terms(line, framing, lis1);
        }

        /** How messages in frames are answered. */
        Answer answered() {
            return answer.orElse(new Answer(With.NONE, Optional.empty(), Optional.empty()));
        }
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options config, Context context) {
        return new Sending(config, context);
    }
}

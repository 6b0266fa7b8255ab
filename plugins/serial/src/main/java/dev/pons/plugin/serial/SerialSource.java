package dev.pons.plugin.serial;

import dev.pons.framing.Answer;
import dev.pons.framing.Answer.With;
import dev.pons.framing.Framing;
import dev.pons.lis1.Lis1;
import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;

import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.util.Optional;

/** {@code source: { serial: ... }}. */
@Component(service = SourceType.class)
public final class SerialSource implements SourceType<SerialSource.Options> {

    /** Options of the source. */
    @Name("serial")
    @Doc("Takes messages from a serial line, which destinations may share")
    public record Options(
            @Doc("The port, and how bits cross it; the same wherever the port is named")
                    Wiring line,
            @Doc("How messages are told apart") Optional<Framing> framing,
            @Doc("Or the link of laboratory analyzers (LIS1-A, ASTM E1381): host or analyzer")
                    Optional<Lis1> lis1,
            @Doc("With framing: how a message is answered: format (the default), none, or bytes")
                    Optional<Answer> answer,
            @Doc("Longest message taken; a longer one is refused")
                    @Default("16MB")
                    @Range(min = 1, max = 1073741824)
                    int maxSize,
            @Doc("Longest silence of the device inside a message") @Default("30s")
                    Duration timeout) {

        /** Checks that there is one way of telling messages apart, and that it is for a line. */
        public Options {
            if (lis1.isPresent() && answer.isPresent()) {
                throw new IllegalArgumentException("lis1 has its own answers; remove answer");
            }
            new Terms(line, framing, lis1);
        }

        Terms terms() {
            return new Terms(line, framing, lis1);
        }

        /** How messages in frames are answered. */
        Answer answered() {
            return answer.orElse(new Answer(With.FORMAT, Optional.empty(), Optional.empty()));
        }
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options config, Context context) {
        return new Taking(config, context);
    }
}

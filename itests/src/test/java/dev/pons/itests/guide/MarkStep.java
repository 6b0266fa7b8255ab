package dev.pons.itests.guide;

import dev.pons.spi.Context;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import org.osgi.service.component.annotations.Component;

@Component(service = StepType.class)
public final class MarkStep implements StepType<MarkStep.Options> {

    @Name("mark")
    @Doc("Sets the variable mark")
    public record Options(@Doc("What it is set to") @Default("seen") String with) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Step create(Options options, Context context) {
        return (message, run) -> {
            run.let("mark", options.with());
            return StepResult.next(message);
        };
    }
}

package dev.pons.plugin.script;

import dev.pons.spi.Context;
import dev.pons.spi.Step;
import dev.pons.spi.StepType;

import org.osgi.service.component.annotations.Component;

/** Publishes the step {@code script}. */
@Component(service = StepType.class)
public final class ScriptType implements StepType<ScriptOptions> {

    @Override
    public Class<ScriptOptions> config() {
        return ScriptOptions.class;
    }

    @Override
    public Step create(ScriptOptions options, Context context) {
        if (options.file().isPresent() == options.code().isPresent()) {
            throw new IllegalArgumentException(
                    "the script is named by file, or stands in code: give one of the two");
        }
        if (options.within().isZero()) {
            throw new IllegalArgumentException("within: no script is done in no time; write 1s");
        }
        return new ScriptStep(options, Program.of(options), context.name());
    }
}

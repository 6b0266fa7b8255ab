package com.example.vendor;

import dev.pons.spi.Context;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;

import org.osgi.service.component.annotations.Component;

/** Publishes the step {@code misbehave}. */
@Component(service = StepType.class)
public final class MisbehaveStep implements StepType<MisbehaveOptions> {

    @Override
    public Class<MisbehaveOptions> config() {
        return MisbehaveOptions.class;
    }

    @Override
    public Step create(MisbehaveOptions config, Context context) {
        config.make();
        return (message, run) -> {
            config.call();
            return StepResult.next(message);
        };
    }
}

package com.example.vendor;

import dev.pons.spi.Context;
import dev.pons.spi.Payload;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.StandardCharsets;

/** Publishes the step {@code reverse}. */
@Component(service = StepType.class)
public final class Reverse implements StepType<ReverseOptions> {

    @Override
    public Class<ReverseOptions> config() {
        return ReverseOptions.class;
    }

    @Override
    public Step create(ReverseOptions config, Context context) {
        Library.load();
        return (message, run) -> {
            if (!config.really()) {
                return StepResult.next(message);
            }
            String text = new String(message.body().toBytes(), StandardCharsets.UTF_8).strip();
            byte[] turned =
                    new StringBuilder(text).reverse().toString().getBytes(StandardCharsets.UTF_8);
            return StepResult.next(message.withBody(Payload.of(turned)));
        };
    }
}

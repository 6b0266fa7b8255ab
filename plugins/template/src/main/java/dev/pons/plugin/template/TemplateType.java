package dev.pons.plugin.template;

import dev.pons.spi.Context;
import dev.pons.spi.Step;
import dev.pons.spi.StepType;

import org.osgi.service.component.annotations.Component;

/** Publishes the step {@code template}. */
@Component(service = StepType.class)
public final class TemplateType implements StepType<TemplateOptions> {

    @Override
    public Class<TemplateOptions> config() {
        return TemplateOptions.class;
    }

    @Override
    public Step create(TemplateOptions options, Context context) {
        if (options.file().isPresent() == options.text().isPresent()) {
            throw new IllegalArgumentException(
                    "the template is named by file, or stands in text: give one of the two");
        }
        return new TemplateStep(options, Source.of(options));
    }
}

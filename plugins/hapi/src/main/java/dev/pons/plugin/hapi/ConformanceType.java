package dev.pons.plugin.hapi;

import dev.pons.spi.Context;
import dev.pons.spi.Step;
import dev.pons.spi.StepType;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Publishes the step {@code conformance}. */
@Component(service = StepType.class)
public final class ConformanceType implements StepType<ConformanceOptions> {

    private @Nullable Model model;

    @Override
    public Class<ConformanceOptions> config() {
        return ConformanceOptions.class;
    }

    @Override
    public Step create(ConformanceOptions options, Context context) {
        if (options.lengths() && options.profile().isPresent()) {
            throw new IllegalArgumentException(
                    "lengths: a profile says its own lengths; leave out one of the two");
        }
        var shared = model();
        var rules =
                options.profile().isPresent()
                        ? ProfileRules.of(options.profile().get(), shared)
                        : new StandardRules(shared, options.lengths());
        return new ConformanceStep(shared, rules, CodeTables.of(options.tables()), options.parts());
    }

    /** One for all channels; made when the first one asks, for it loads HAPI. */
    private synchronized Model model() {
        if (model == null) {
            model = new Model();
        }
        return model;
    }
}

package dev.pons.plugin.timer;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Template;

import org.osgi.service.component.annotations.Component;

/** The source type {@code timer}. */
@Component(service = SourceType.class)
public final class TimerSource implements SourceType<TimerSource.Options> {

    /** Options. */
    @Name("timer")
    @Doc("Gives one message at each run of the channel's schedule")
    public record Options(
            @Doc(
                            "What the message is; {now} and {meta.timer.planned} stand for times."
                                    + " Without: an empty one")
                    @Default("")
                    Template body) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        return new TimerPoller(options.body(), context);
    }
}

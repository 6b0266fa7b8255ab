package dev.pons.plugin.mllp;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;

import org.osgi.service.component.annotations.Component;

/** {@code source: { mllp: ... }}. */
@Component(service = SourceType.class)
public final class MllpSource implements SourceType<MllpListener.Options> {

    @Override
    public Class<MllpListener.Options> config() {
        return MllpListener.Options.class;
    }

    @Override
    public Source create(MllpListener.Options config, Context context) {
        return new MllpListener(config, context);
    }
}

package dev.pons.plugin.mllp;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;

import org.osgi.service.component.annotations.Component;

/** {@code lab: { mllp: ... }} among the destinations. */
@Component(service = DestinationType.class)
public final class MllpDestination implements DestinationType<MllpSender.Options> {

    @Override
    public Class<MllpSender.Options> config() {
        return MllpSender.Options.class;
    }

    @Override
    public Destination create(MllpSender.Options config, Context context) {
        return new MllpSender(config, context);
    }
}

package dev.pons.plugin.http;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;

import org.osgi.service.component.annotations.Component;

/** {@code lab: { http: ... }} among the destinations. */
@Component(service = DestinationType.class)
public final class HttpDestination implements DestinationType<HttpSender.Options> {

    @Override
    public Class<HttpSender.Options> config() {
        return HttpSender.Options.class;
    }

    @Override
    public Destination create(HttpSender.Options config, Context context) {
        return new HttpSender(config, context);
    }
}

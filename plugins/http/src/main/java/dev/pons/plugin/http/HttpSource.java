package dev.pons.plugin.http;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;

import org.osgi.service.component.annotations.Component;

/** {@code source: { http: ... }}. */
@Component(service = SourceType.class)
public final class HttpSource implements SourceType<HttpListener.Options> {

    @Override
    public Class<HttpListener.Options> config() {
        return HttpListener.Options.class;
    }

    @Override
    public Source create(HttpListener.Options config, Context context) {
        return new HttpListener(config, context);
    }
}

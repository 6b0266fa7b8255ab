package dev.pons.plugin.http;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;

import org.osgi.service.component.annotations.Component;

/** {@code source: { webhook: ... }}. */
@Component(service = SourceType.class)
public final class WebhookSource implements SourceType<WebhookListener.Options> {

    @Override
    public Class<WebhookListener.Options> config() {
        return WebhookListener.Options.class;
    }

    @Override
    public Source create(WebhookListener.Options config, Context context) {
        return new WebhookListener(config, context);
    }
}

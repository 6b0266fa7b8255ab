package dev.pons.plugin.json;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: json}. */
@Component(service = FormatType.class)
public final class JsonType implements FormatType<JsonOptions> {

    @Override
    public Class<JsonOptions> config() {
        return JsonOptions.class;
    }

    @Override
    public Format create(JsonOptions config, Context context) {
        return new JsonFormat(config.check() == JsonOptions.Check.FHIR);
    }
}

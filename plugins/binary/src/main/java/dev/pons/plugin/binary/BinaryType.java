package dev.pons.plugin.binary;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: binary}. */
@Component(service = FormatType.class)
public final class BinaryType implements FormatType<BinaryOptions> {

    @Override
    public Class<BinaryOptions> config() {
        return BinaryOptions.class;
    }

    @Override
    public Format create(BinaryOptions config, Context context) {
        return new BinaryFormat();
    }
}

package dev.pons.plugin.hl7v2;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: hl7v2}. */
@Component(service = FormatType.class)
public final class Hl7v2Type implements FormatType<Hl7v2Options> {

    @Override
    public Class<Hl7v2Options> config() {
        return Hl7v2Options.class;
    }

    @Override
    public Format create(Hl7v2Options config, Context context) {
        var encoding = Encoding.named(config.charset());
        if (!encoding.fault().isEmpty()) {
            throw new IllegalArgumentException(
                    "option charset: " + encoding.fault() + "; write for example UTF-8 or 8859/1");
        }
        return new Hl7v2Format(
                config, encoding, new Acknowledgement(config.mode(), context.clock()));
    }
}

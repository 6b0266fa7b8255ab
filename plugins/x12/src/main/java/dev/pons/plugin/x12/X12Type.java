package dev.pons.plugin.x12;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: x12}. */
@Component(service = FormatType.class)
public final class X12Type implements FormatType<X12Options> {

    @Override
    public Class<X12Options> config() {
        return X12Options.class;
    }

    @Override
    public Format create(X12Options config, Context context) {
        var encoding = Encoding.named(config.charset());
        if (encoding.isEmpty()) {
            throw new IllegalArgumentException(
                    "option charset: write UTF-8, or a character set that has ASCII in it and a"
                            + " byte for each character, as ISO-8859-1");
        }
        return new X12Format(encoding.get(), new Acknowledgment(context.clock()));
    }
}

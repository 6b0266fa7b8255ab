package dev.pons.plugin.astm;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: astm}. */
@Component(service = FormatType.class)
public final class AstmType implements FormatType<AstmOptions> {

    @Override
    public Class<AstmOptions> config() {
        return AstmOptions.class;
    }

    @Override
    public Format create(AstmOptions config, Context context) {
        var encoding = Encoding.named(config.charset());
        if (encoding.isEmpty()) {
            throw new IllegalArgumentException(
                    "option charset: no character set that has ASCII in it; write for example"
                            + " UTF-8, ISO-8859-1 or GBK");
        }
        return new AstmFormat(encoding.get(), config.lenient());
    }
}

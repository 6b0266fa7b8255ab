package dev.pons.plugin.text;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.Charset;

/** Publishes {@code format: text}. */
@Component(service = FormatType.class)
public final class TextType implements FormatType<TextOptions> {

    @Override
    public Class<TextOptions> config() {
        return TextOptions.class;
    }

    @Override
    public Format create(TextOptions config, Context context) {
        try {
            return new TextFormat(Charset.forName(config.charset()));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "option charset: this Java knows no such character set; write for example"
                            + " UTF-8 or ISO-8859-1",
                    unknown);
        }
    }
}

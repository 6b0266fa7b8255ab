package dev.pons.plugin.delimited;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: delimited}. */
@Component(service = FormatType.class)
public final class DelimitedType implements FormatType<DelimitedOptions> {

    @Override
    public Class<DelimitedOptions> config() {
        return DelimitedOptions.class;
    }

    @Override
    public Format create(DelimitedOptions config, Context context) {
        return new TableFormat(
                new Cells.Separated(
                        separator(config.separator()), quote(config.quote()), config.separator()),
                config.header(),
                config.columns(),
                config.ragged() == DelimitedOptions.Ragged.REFUSE,
                config.charset());
    }

    private static char separator(String option) {
        var text = option.equals("tab") || option.equals("\\t") ? "\t" : option;
        if (text.length() != 1 || "\r\n\"".contains(text)) {
            throw new IllegalArgumentException(
                    "option separator is one character, or tab; not a quote or a line end");
        }
        return text.charAt(0);
    }

    private static char quote(String option) {
        if (option.equals("none")) {
            return 0;
        }
        if (option.length() != 1 || "\r\n".contains(option)) {
            throw new IllegalArgumentException("option quote is one character, or none");
        }
        return option.charAt(0);
    }
}

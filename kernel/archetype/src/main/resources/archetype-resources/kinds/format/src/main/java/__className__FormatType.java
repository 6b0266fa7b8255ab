package ${package};

import dev.pons.spi.Context;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** {@code format: ${name}} in a channel file. */
@Component(service = FormatType.class)
public final class ${className}FormatType implements FormatType<${className}FormatType.Options> {

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("${name}")
    @Doc("Lines of name and value, read and set by name")
    public record Options(
            @Doc("What stands between name and value") @Default("=") String separator) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Format create(Options options, Context context) {
        if (options.separator().isEmpty()) {
            throw new IllegalArgumentException("option separator: write at least one character");
        }
        return message -> new ${className}Tree(message.body(), options.separator());
    }
}

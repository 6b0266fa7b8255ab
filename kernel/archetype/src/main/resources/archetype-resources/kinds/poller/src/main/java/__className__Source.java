package ${package};

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;

import org.osgi.service.component.annotations.Component;

/** {@code source: { ${name}: ... }} in a channel file. */
@Component(service = SourceType.class)
public final class ${className}Source implements SourceType<${className}Poller.Options> {

    @Override
    public Class<${className}Poller.Options> config() {
        return ${className}Poller.Options.class;
    }

    @Override
    public Source create(${className}Poller.Options options, Context context) {
        return new ${className}Poller(options);
    }
}

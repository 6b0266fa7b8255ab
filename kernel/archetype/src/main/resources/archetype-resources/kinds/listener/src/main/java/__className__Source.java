package ${package};

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;

import org.osgi.service.component.annotations.Component;

/** {@code source: { ${name}: ... }} in a channel file. */
@Component(service = SourceType.class)
public final class ${className}Source implements SourceType<${className}Listener.Options> {

    @Override
    public Class<${className}Listener.Options> config() {
        return ${className}Listener.Options.class;
    }

    @Override
    public Source create(${className}Listener.Options options, Context context) {
        return new ${className}Listener(options, context);
    }
}

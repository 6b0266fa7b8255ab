package ${package};

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;

import org.osgi.service.component.annotations.Component;

/** {@code destinations: { peer: { ${name}: ... } }} in a channel file. */
@Component(service = DestinationType.class)
public final class ${className}Destination implements DestinationType<${className}Sender.Options> {

    @Override
    public Class<${className}Sender.Options> config() {
        return ${className}Sender.Options.class;
    }

    @Override
    public Destination create(${className}Sender.Options options, Context context) {
        return new ${className}Sender(options, context);
    }
}

package dev.pons.plugin.xml;

import dev.pons.spi.Context;
import dev.pons.spi.Step;
import dev.pons.spi.StepType;

import org.osgi.service.component.annotations.Component;

/** Publishes the step {@code xslt}. */
@Component(service = StepType.class)
public final class XsltType implements StepType<XsltOptions> {

    @Override
    public Class<XsltOptions> config() {
        return XsltOptions.class;
    }

    @Override
    public Step create(XsltOptions options, Context context) {
        if (options.file().isPresent() == options.sheet().isPresent()) {
            throw new IllegalArgumentException(
                    "the stylesheet is named by file, or stands in sheet: give one of the two");
        }
        for (var name : options.with().keySet()) {
            if (!Chars.isName(name)) {
                throw new IllegalArgumentException(
                        "with: a parameter is called by a name, as { unit: \"{PV1-3}\" }");
            }
        }
        var stylesheet =
                options.file().isPresent()
                        ? Stylesheet.of(options.file().get())
                        : Stylesheet.of(options.sheet().get());
        return new XsltStep(options, stylesheet);
    }
}

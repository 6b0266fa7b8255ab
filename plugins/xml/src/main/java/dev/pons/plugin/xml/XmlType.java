package dev.pons.plugin.xml;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: xml}. */
@Component(service = FormatType.class)
public final class XmlType implements FormatType<XmlOptions> {

    @Override
    public Class<XmlOptions> config() {
        return XmlOptions.class;
    }

    @Override
    public Format create(XmlOptions config, Context context) {
        config.namespaces()
                .forEach(
                        (prefix, namespace) -> {
                            if (!Chars.isName(prefix) || prefix.startsWith("xml")) {
                                throw new IllegalArgumentException(
                                        "namespaces: a prefix is a name that does not begin with"
                                                + " xml, as { hl7: \"urn:hl7-org:v3\" }");
                            }
                            if (namespace.isBlank()) {
                                throw new IllegalArgumentException(
                                        "namespaces: the namespace of the prefix "
                                                + prefix
                                                + " is missing");
                            }
                        });
        if (!Chars.isName(config.joined())) {
            throw new IllegalArgumentException(
                    "joined: the name of an element without prefix, as messages");
        }
        return new XmlFormat(new Paths(config.namespaces()), config.charset(), config.joined());
    }
}

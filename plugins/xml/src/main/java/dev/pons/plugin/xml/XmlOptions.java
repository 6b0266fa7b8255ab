package dev.pons.plugin.xml;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.nio.charset.Charset;
import java.util.Map;

/** Options of {@code format: xml}. */
@Name("xml")
@Doc("XML 1.0 with namespaces; also HL7 v3, C-CDA and HL7 v2 in XML")
public record XmlOptions(
        @Doc("Prefixes that paths use, each with its namespace") @Default("{}")
                Map<String, String> namespaces,
        @Doc(
                        "Character set, where neither the document (byte order mark, declaration)"
                                + " nor the source names one")
                @Default("UTF-8")
                Charset charset,
        @Doc("Name of the element around the documents that `aggregate` joins") @Default("messages")
                String joined) {

    /** With the usual name around documents that are joined. */
    public XmlOptions(Map<String, String> namespaces, Charset charset) {
        this(namespaces, charset, "messages");
    }
}

package dev.pons.plugin.xml;

import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.tck.StepContract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The contracts of a step, for XSLT. */
class XsltContractTest extends StepContract {

    @Override
    protected StepType<?> type() {
        return new XsltType();
    }

    @Override
    protected List<Type<?, ?>> others() {
        return List.of(new XmlType());
    }

    @Override
    protected String format() {
        return "xml";
    }

    @Override
    protected Path readme() {
        return Path.of("xslt.md");
    }

    @Override
    protected String good() {
        return """
        { with: { who: "{//family}" }, sheet: "\
        <xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\
        <xsl:param name='who'/><xsl:template match='/'><p><xsl:value-of select='$who'/></p>\
        </xsl:template></xsl:stylesheet>" }\
        """;
    }

    @Override
    protected String wrongOptions() {
        return "{ with: x, file: [ a ], sheets: y, largest: 0 }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: xml }
        steps:
          - xslt:
              sheet: |
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                  <xsl:param name="unit"/>
                  <xsl:template match="/"><unit><xsl:value-of select="$unit"/></unit></xsl:template>
                </xsl:stylesheet>
              with: { unit: "{//PV1.3}" }
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                Given.CDA.getBytes(StandardCharsets.UTF_8),
                "<a><family>B&amp;C</family></a>".getBytes(StandardCharsets.UTF_8));
    }
}

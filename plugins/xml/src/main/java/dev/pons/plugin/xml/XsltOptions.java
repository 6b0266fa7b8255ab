package dev.pons.plugin.xml;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Template;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Options of the step {@code xslt}. */
@Name("xslt")
@Doc("Transforms XML by a stylesheet (XSLT 1.0)")
public record XsltOptions(
        @Doc("File with the stylesheet; a relative one is below the instance folder")
                Optional<Path> file,
        @Doc("The stylesheet itself, in place of a file") Optional<String> sheet,
        @Doc("Values of the stylesheet's parameters (xsl:param)") @Default("{}")
                Map<String, Template> with,
        @Doc("Format of the result; empty: that of the message") @Default("") String format,
        @Doc("A result with more bytes fails the message") @Range(min = 1) @Default("16MB")
                long largest) {}

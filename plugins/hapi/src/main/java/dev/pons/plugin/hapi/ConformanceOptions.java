package dev.pons.plugin.hapi;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Options of the step {@code conformance}. */
@Name("conformance")
@Doc("Checks HL7 v2 by a conformance profile or HAPI's model; its plugin is not in the archive")
public record ConformanceOptions(
        @Doc(
                        "File with a message profile (XML); a relative one is below the instance"
                                + " folder. Without: the model of the version in MSH-12")
                Optional<Path> profile,
        @Doc("Also values that are longer than the version allows; a profile says its own lengths")
                @Default("false")
                boolean lengths,
        @Doc(
                        "Code tables of the site by the number of the HL7 table, as { \"0001\": sex };"
                                + " codes of other tables are not checked")
                @Default("{}")
                Map<String, String> tables,
        @Doc(
                        "A message with more delimiters fails: HAPI takes some 600 bytes of memory for"
                                + " each")
                @Range(min = 1)
                @Default("200000")
                int parts) {}

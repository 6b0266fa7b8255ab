package dev.pons.plugin.delimited;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/** Options of {@code format: fixed}. */
@Name("fixed")
@Doc("Records of fixed width, a line each")
public record FixedOptions(
        @Doc("Fields by name, each with its first and last character: { mrn: 1-10, name: 11-40 }")
                Map<String, String> fields,
        @Doc("Fields whose values stand at the right, filled at the left") @Default("[]")
                List<String> right,
        @Doc("What fills a field: one character, or blank") @Default("blank") String fill,
        @Doc("Character set, where the source names none; a byte order mark counts more")
                @Default("UTF-8")
                Charset charset) {}

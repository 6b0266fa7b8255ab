package dev.pons.plugin.astm;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code format: astm}. */
@Name("astm")
@Doc("Records of laboratory analyzers: ASTM E1394, CLSI LIS2-A2")
public record AstmOptions(
        @Doc("Character set, where the source names none") @Default("UTF-8") String charset,
        @Doc(
                        "Takes messages with lines that are no records, with NULs, or with a second"
                                + " header; such lines pass untouched")
                @Default("false")
                boolean lenient) {}

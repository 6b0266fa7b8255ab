package dev.pons.plugin.x12;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code format: x12}. */
@Name("x12")
@Doc("ASC X12: interchanges of claims, eligibility, remittances and others")
public record X12Options(
        @Doc(
                        "Character set, where the source names none: UTF-8, or one of a byte for each character")
                @Default("UTF-8")
                String charset) {}

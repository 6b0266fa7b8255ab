package com.example.vendor;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code reverse}. */
@Name("reverse")
@Doc("Turns the letters of a text around")
public record ReverseOptions(@Doc("Whether to do it at all") @Default("yes") boolean really) {}

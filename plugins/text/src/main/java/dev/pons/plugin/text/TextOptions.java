package dev.pons.plugin.text;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code format: text}. */
@Name("text")
@Doc("Plain text, read and set as a whole or by line")
public record TextOptions(
        @Doc("Character set, where the source names none") @Default("UTF-8") String charset) {}

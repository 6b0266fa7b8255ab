package dev.pons.plugin.binary;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** {@code format: binary} has no options. */
@Name("binary")
@Doc("Bytes as they are: nothing is read, found or changed in them")
public record BinaryOptions() {}

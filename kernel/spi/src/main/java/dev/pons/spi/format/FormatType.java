package dev.pons.spi.format;

import dev.pons.spi.Type;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A type of format; one service of this kind makes a plugin.
 *
 * @param <C> the options ({@code format: { delimited: { separator: ";" } }})
 */
@ConsumerType
public interface FormatType<C extends Record> extends Type<C, Format> {}

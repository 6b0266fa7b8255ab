package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A type of source; one service of this kind makes a plugin.
 *
 * @param <C> the options
 */
@ConsumerType
public interface SourceType<C extends Record> extends Type<C, Source> {}

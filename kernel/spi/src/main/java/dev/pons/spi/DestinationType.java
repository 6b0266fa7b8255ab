package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A type of destination; one service of this kind makes a plugin.
 *
 * @param <C> the options
 */
@ConsumerType
public interface DestinationType<C extends Record> extends Type<C, Destination> {}

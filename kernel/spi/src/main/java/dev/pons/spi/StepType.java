package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A type of step; one service of this kind makes a plugin.
 *
 * @param <C> the options
 */
@ConsumerType
public interface StepType<C extends Record> extends Type<C, Step> {}

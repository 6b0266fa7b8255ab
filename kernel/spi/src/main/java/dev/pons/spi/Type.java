package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances from options. Publish one OSGi service per type, under {@link SourceType}, {@link
 * DestinationType}, {@link StepType} or the like. Its name in channel files is the {@code @Name} of
 * the record.
 *
 * @param <C> the options: a record with {@code @Doc} on each component
 * @param <T> what is made
 */
@ConsumerType
public interface Type<C extends Record, T> {

    /** The record's class. */
    Class<C> config();

    /**
     * A new instance. Pure: no socket, file, thread or look-up, for validation calls it anywhere
     * and forgets the result. Any thread. {@code IllegalArgumentException} tells the author of the
     * channel file, in words, what does not fit together.
     */
    T create(C config, Context context);
}

package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** One step of a channel: a filter, a mapping, a split, a lookup. */
@ConsumerType
@FunctionalInterface
public interface Step extends AutoCloseable {

    /**
     * Says what becomes of the message. Called by several threads at the same time. The same
     * message and the same answers from {@code run} must give the same result: retries, tests and
     * replays rely on it. Clock, random numbers, state and peers are reached through {@code run}
     * only. An exception fails this message, as {@code on-error} says.
     */
    StepResult apply(Message message, Run run) throws Exception;

    /** Releases everything. Called once, after the last message left. */
    @Override
    default void close() {}
}

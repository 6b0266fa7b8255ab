package dev.pons.spi;

import dev.pons.spi.config.Template;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a channel's schedule, over all calls of {@link Poller#poll} that belong to it: those
 * that follow {@link Next#more} and {@link Next#after}, and those that follow a crash in the middle
 * of it, which have the same {@link #planned} time again.
 */
@ProviderType
public interface Turn {

    /**
     * The time that it was planned for, which is not the time of the call: it may be late, or made
     * up for. Ordered by a person: the time of the order.
     */
    Instant planned();

    /** Who ordered it, beside the schedule; empty: it is one of the schedule. */
    Optional<String> orderedBy();

    /** The channel's zone, for times that people read. */
    ZoneId zone();

    /**
     * A template option of this source, where no message stands yet: it may name {@code now} and
     * facts; the kernel refuses a file whose template names anything else.
     *
     * @param facts what {@code {meta.NAME}} stands for
     */
    String text(Template template, Map<String, String> facts) throws ProblemException;
}

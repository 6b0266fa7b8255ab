package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * A destination that prefers many at once. The kernel gives it what waits, bounded in count and
 * bytes.
 */
@ConsumerType
public interface BatchDestination extends Destination {

    /**
     * As {@link #send}, for many, one after the other; stop at the first that is not delivered, for
     * what stands behind it may have to wait for it. Results stand in the order of the attempts; a
     * shorter list means that the rest was surely not sent. An exception speaks for all of them.
     */
    List<Delivery> sendAll(List<Attempt> batch) throws Exception;

    /** A batch of one. */
    @Override
    default Delivery send(Message message, Attempt attempt) throws Exception {
        return sendAll(List.of(attempt)).stream()
                .findFirst()
                .orElseGet(() -> Delivery.retry("was not sent"));
    }
}

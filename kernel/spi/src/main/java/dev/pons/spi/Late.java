package dev.pons.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Completes deliveries whose final answer comes by another way: an application acknowledgement on
 * another line, a storage commitment, a callback. For sources and destinations of the channel that
 * the delivery belongs to. Any thread.
 */
@ProviderType
public interface Late {

    /** The one of this instance's channel. */
    static Late of(Context context) {
        return context.service(Late.class);
    }

    /**
     * The final answer to what a destination left {@link Delivery#awaiting}. True: it is on disk,
     * so the peer may be told yes. False: nobody awaits it, now or any more (it was completed, its
     * time was over, a person skipped it, or the channel is stopping); the channel's rules have
     * spoken or will. An answer may overtake the {@code send} that it belongs to: the call waits
     * for sends that are running.
     *
     * @param delivery anything but awaiting; what the peer wrote as its response
     */
    boolean complete(String correlation, Delivery delivery) throws InterruptedException;
}

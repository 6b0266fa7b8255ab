package dev.pons.plugin.tcp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One message on its way to all peers: it waits for the first that has it. Any thread. */
final class Sent {

    private final byte[] bytes;

    /** Those that may still get it, and who still asks. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final CountDownLatch known = new CountDownLatch(1);
    private volatile boolean written;

    /**
     * @param bytes framed; shared by all
     */
    Sent(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** One more peer may get it. */
    void begun() {
        open.incrementAndGet();
    }

    /** A peer has it. */
    void written() {
        written = true;
        known.countDown();
    }

    /** A peer does not get it; or all have been asked. */
    void given() {
        if (open.decrementAndGet() == 0) {
            known.countDown();
        }
    }

    /** Whether a peer has it; empty: not known within the time. */
    Optional<Boolean> await(Duration longest) throws InterruptedException {
        return known.await(longest.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(written)
                : Optional.empty();
    }
}

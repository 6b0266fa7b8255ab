package dev.pons.spi;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Instant;

/**
 * How much one call of a poller should take, and which run of the schedule it belongs to. The
 * kernel counts what was submitted; going a little over is no error. Use it on the calling thread.
 */
@ProviderType
public interface Budget {

    /**
     * True while another message is welcome; false when messages, bytes or time are used up, or the
     * channel stops.
     */
    boolean left();

    /** Messages still welcome; good for a {@code LIMIT}. */
    int messages();

    /** Bytes still welcome. */
    long bytes();

    /** When this call should have returned; {@code abort} follows it. */
    Instant deadline();

    /** The run that this call belongs to; only a stand-in in somebody's test has none. */
    default Turn turn() {
        throw new IllegalStateException("this call belongs to no run of a schedule");
    }
}

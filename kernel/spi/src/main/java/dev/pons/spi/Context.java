package dev.pons.spi;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** What the kernel lends to one instance, from {@code create} to {@code close}. Any thread. */
@ProviderType
public interface Context {

    /** {@code channel/destination}, for a log line. */
    String name();

    /**
     * The only way to another thread. Tasks are interrupted at close; one that does not end is
     * reported with this name.
     */
    ScheduledExecutorService executor();

    /** The time; fixed in tests. */
    Clock clock();

    /** Works. Calling it again changes nothing; the kernel also knows from calls that succeed. */
    void up();

    /** Does not work, and why, in an operator's words: no content, no text of the peer. */
    void down(String why);

    /**
     * What another package of this interface offers; use its {@code of}, e.g. {@code
     * Ports.of(context)}.
     */
    <S> S service(Class<S> type);
}

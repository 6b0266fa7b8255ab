package dev.pons.spi;

/** Where messages come from. Two kinds exist and no third will: others speak first, or we look. */
public sealed interface Source extends AutoCloseable permits Listener, Poller {

    /**
     * Releases everything. Called once, on a kernel thread, after the last other call returned or
     * its deadline passed; a call that still runs then must end. Also called when {@code start}
     * failed.
     */
    @Override
    default void close() {}
}

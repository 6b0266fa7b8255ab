package dev.pons.core.engine;

import dev.pons.core.config.References;
import dev.pons.core.control.Control;
import dev.pons.core.net.Net;
import dev.pons.core.store.Store;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All channels of this node. Recovers queues, holds and ledger from the store when it is made; then
 * files are deployed into it. Any thread.
 */
public final class Engine implements AutoCloseable {

    /** Does not close store and net. */
    public Engine(
            Store store, Net net, Types types, References references, Clock clock, String version) {
        throw new UnsupportedOperationException();
    }

    /**
     * A channel file appeared or changed. What is wrong with it stands in the channel's view
     * afterwards and was logged once; an earlier version keeps running. Returns when the new
     * version runs or is refused.
     *
     * @param name of the channel
     * @param text of the file
     * @param include text of a file that it includes, by its relative path
     */
    public void deploy(String name, String text, Function<String, Optional<String>> include) {
        throw new UnsupportedOperationException();
    }

    /**
     * The channel's file is gone: stops it; what is queued stays and waits for the file's return.
     */
    public void remove(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * A type came, went, or is another one now: channels that name it are started, parked or
     * swapped. When a type goes, returns after no call into its instances runs any more.
     */
    public void typeChanged(Types.Kind kind, String name) {
        throw new UnsupportedOperationException();
    }

    /** All channel files that were there at the start have been deployed. */
    public void deployedAll() {
        throw new UnsupportedOperationException();
    }

    /** Names of the channels that use a type. */
    public Set<String> usersOf(Types.Kind kind, String name) {
        throw new UnsupportedOperationException();
    }

    /** What operators see and order. */
    public Control control() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops intake, answers what was submitted, lets running sends end within {@code longest},
     * keeps a checkpoint.
     */
    public void close(Duration longest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }
}

package dev.pons.spi.net;

import org.osgi.annotation.versioning.ConsumerType;

/** What a peer says and hears. */
@ConsumerType
@FunctionalInterface
public interface Protocol {

    /**
     * Serves requests while {@link Connection#ready()} is true, then returns. Called per connection
     * on its own thread; again for the same connection after a hand-over, in the next version of
     * the plugin. Returning does not close it. An exception does, and is counted.
     */
    void serve(Connection connection) throws Exception;

    /**
     * One in which the peer speaks first, and that keeps nothing of a connection between two
     * requests and writes nothing then. Where a peer is silent for a while, {@link
     * Connection#ready()} is false without a hand-over, and {@code serve} is called again when
     * bytes come: until then the connection takes no thread.
     */
    @ConsumerType
    @FunctionalInterface
    interface Resting extends Protocol {

        /**
         * Whether nothing will be written on it before the peer speaks again. Asked on the
         * connection's thread, inside {@link Connection#ready()}, when the peer has been silent for
         * a while; returns at once. While it is false the connection keeps its thread.
         */
        default boolean mayRest(Connection connection) {
            return true;
        }
    }
}

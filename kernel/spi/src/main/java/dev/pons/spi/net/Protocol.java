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
}

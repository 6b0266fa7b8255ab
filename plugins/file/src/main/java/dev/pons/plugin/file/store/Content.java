package dev.pons.plugin.file.store;

import dev.pons.spi.Payload;

/**
 * What stands in a file, to be read until it is closed.
 *
 * @param release lets go of what holds it
 */
public record Content(Payload body, Runnable release) implements AutoCloseable {

    /** In memory, or read when it is asked for: nothing is to be let go of. */
    public static Content of(Payload body) {
        return new Content(body, () -> {});
    }

    @Override
    public void close() {
        release.run();
    }
}

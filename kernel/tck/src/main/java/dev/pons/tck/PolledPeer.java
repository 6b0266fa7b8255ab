package dev.pons.tck;

import java.io.IOException;

/** Stands for a system that a poller looks at. */
public interface PolledPeer extends AutoCloseable {

    /** Options of a poller that looks here, as YAML in braces. */
    String options();

    /** A message waits here from now on. */
    void put(byte[] body) throws IOException;

    @Override
    void close() throws IOException;
}

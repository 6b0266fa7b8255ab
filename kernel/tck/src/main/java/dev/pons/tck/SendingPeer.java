package dev.pons.tck;

import java.io.IOException;

/** Stands for a system that sends to a listener. */
public interface SendingPeer extends AutoCloseable {

    /**
     * Sends a message and waits for its answer. The format answers {@code YES} or {@code NO}; where
     * the protocol has its own words for it, say what they mean.
     *
     * @return the answer was a yes; where the protocol has no answers: it was sent
     * @throws IOException the line ended without an answer, or could not be made
     */
    boolean send(byte[] body) throws IOException;

    @Override
    void close() throws IOException;
}

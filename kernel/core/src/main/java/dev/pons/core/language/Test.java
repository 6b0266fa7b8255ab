package dev.pons.core.language;

import dev.pons.spi.ProblemException;

/** A compiled condition. Any thread. */
@FunctionalInterface
public interface Test {

    /** Whether it holds, and which line decided. */
    Verdict of(Flow flow) throws ProblemException;

    /**
     * The line that decided is the text of the channel file ({@code MSH-9.1: ADT}), never a value
     * of the message.
     */
    record Verdict(boolean holds, String decidedBy) {}
}

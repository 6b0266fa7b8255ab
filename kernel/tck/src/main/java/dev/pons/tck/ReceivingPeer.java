package dev.pons.tck;

import java.io.IOException;
import java.util.List;

/** Stands for a system that a destination sends to. */
public interface ReceivingPeer extends AutoCloseable {

    /** How it answers from now on. */
    enum Manner {
        /** It takes messages, and says so: {@code YES} where the format judges answers. */
        TAKES,
        /** It takes none, and says so: {@code NO} where the format judges answers. */
        REFUSES,
        /** It takes messages and never answers. */
        SILENT
    }

    /** Options of a destination that sends here, as YAML in braces; time limits of a second. */
    String options();

    /** Answers so from now on; the tests ask only for what {@link DestinationContract#can} has. */
    void answers(Manner manner);

    /** What came, oldest first. */
    List<byte[]> received();

    /** Nobody is there any more, until {@link #open}. */
    @Override
    void close() throws IOException;

    /** It is there again, at the same place. */
    void open() throws IOException;
}

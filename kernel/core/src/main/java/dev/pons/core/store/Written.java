package dev.pons.core.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The journal as what stands behind it reads it: durable entries only. Any thread. */
public interface Written {

    /** One entry, with content. {@code IOException} names the id, never content. */
    Entry read(long id) throws IOException;

    /** Reads what was appended behind an id. */
    Follower follow(long after) throws IOException;

    /** Id of the last durable entry; 0: none. */
    long last();

    /** Durable entries behind an id. */
    long countAfter(long id) throws IOException;

    /** When the first durable entry behind an id that says so was written; looks at a few. */
    Optional<Instant> timeAfter(long id) throws IOException;

    /** Nothing more will come: nobody waits for it from now on. */
    void end();

    /** Goes forward; also knows how long a content is that it leaves out. */
    interface Follower extends Store.Reader {

        /** Bytes of the last content in the entry, whether it came along or not. */
        long contentLength();
    }
}

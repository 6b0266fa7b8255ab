package dev.pons.core.language;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What channels remember across messages. Any thread. */
public interface Memory {

    /** The table where the last numbers of sequences stand. */
    String SEQUENCES = "(sequences)";

    /** The name of such a number. */
    String NUMBER = "n";

    /** Nothing is remembered. */
    Memory NONE =
            new Memory() {
                @Override
                public Optional<Map<String, String>> recall(String table, String key, Instant now) {
                    return Optional.empty();
                }

                @Override
                public long next(String sequence) {
                    return 1;
                }
            };

    /** What stands under a key and has not expired; empty: nothing. */
    Optional<Map<String, String>> recall(String table, String key, Instant now);

    /** The next number of a sequence, from 1, which nobody else gets. */
    long next(String sequence);

    /** The same, which leaves no trace: a number may be that of somebody else. */
    default Memory forReading() {
        return this;
    }
}

package dev.pons.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What channels remember, as the journal has it up to an entry: durable tables of keys and values.
 * Any thread.
 */
public interface Notes {

    /** The table of the last numbers of sequences: of two values the larger one stays. */
    String SEQUENCES = "(sequences)";

    /** The value's name in {@link #SEQUENCES}. */
    String NUMBER = "n";

    /** The last number of a sequence, to be put. */
    static Entry.Remembered last(String sequence, String number) {
        return new Entry.Remembered(SEQUENCES, sequence, Map.of(NUMBER, number), 0);
    }

    /**
     * What stands under a key.
     *
     * @param until when it is forgotten by itself, ms; 0: never
     */
    record Note(Map<String, String> values, long until) {
        @Override
        public String toString() {
            return "Note[" + values.size() + "]";
        }
    }

    /** What stands under a key, expired or not. */
    Optional<Note> find(String table, String key) throws IOException;

    /** Puts what entries of the journal left, in their order, and says up to which. All or none. */
    void put(List<Entry.Remembered> left, long upTo) throws IOException;

    /** All entries of the journal up to this one are in it; 0: none. */
    long upTo();

    /** Takes out what is forgotten by itself; how many. */
    long expire(long now) throws IOException;

    /** How many keys each table has. */
    Map<String, Long> sizes() throws IOException;
}

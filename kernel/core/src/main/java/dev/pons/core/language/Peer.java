package dev.pons.core.language;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody whom a step asks. One question at a time, on the thread of the channel's steps, which
 * waits for the answer.
 */
public interface Peer extends AutoCloseable {

    /** What stands before a peer's name where a person gives its answer. */
    String PLAYED = "answer ";

    /**
     * Asks, again if need be, for as long as the channel says. {@code InterruptedException}: the
     * channel stops, and the message is to be asked about again.
     */
    Answered ask(Question question) throws InterruptedException;

    /** Releases the line. Any thread. */
    @Override
    void close();

    /** An answer that a person gives in place of a peer's, among what a message was given. */
    static Map<String, String> played(String name, byte[] answer) {
        var given = new Given();
        given.put(PLAYED + name, new String(answer, StandardCharsets.ISO_8859_1));
        return given.answers();
    }

    /** How asking ended. */
    enum Kind {
        /** There is an answer. */
        ANSWERED,
        /** The peer said no. */
        REFUSED,
        /** It may have arrived, and the channel says that nobody asks twice. */
        UNKNOWN,
        /** There was no answer in time. */
        SILENT,
        /** Nobody was asked, and nothing is recorded. */
        UNASKED
    }

    /**
     * How asking ended, as it is recorded with the message.
     *
     * @param why own words, without content; empty where there is an answer
     * @param values of the answer, by path; an empty one is not in it; content
     */
    record Answered(Kind kind, String why, Map<String, String> values) {

        private static final String KIND = "kind";
        private static final String WHY = "why";
        private static final String AT = "at ";

        /** Without an answer. */
        public Answered(Kind kind, String why) {
            this(kind, why, Map.of());
        }

        String pack() {
            var all = new LinkedHashMap<String, String>();
            all.put(KIND, kind.name());
            all.put(WHY, why);
            values.forEach((path, value) -> all.put(AT + path, value));
            return Fields.pack(all);
        }

        static Answered unpack(String packed) {
            var all = Fields.unpack(packed);
            var values = new LinkedHashMap<String, String>();
            all.forEach(
                    (name, value) -> {
                        if (name.startsWith(AT)) {
                            values.put(name.substring(AT.length()), value);
                        }
                    });
            return new Answered(
                    Kind.valueOf(all.getOrDefault(KIND, Kind.SILENT.name())),
                    all.getOrDefault(WHY, ""),
                    values);
        }

        /** Shows no content. */
        @Override
        public String toString() {
            return "Answered[" + kind + "]";
        }
    }
}

package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one message was given from outside (code tables, what channels remember, sequences) and what
 * it leaves to be remembered. What it was given once is what it is given when it runs again, so
 * that a replay is exact. One thread.
 */
public final class Given {

    private static final char PRESENT = '+';
    private static final String ABSENT = "-";

    private final Map<String, String> answers;
    private final List<Remembered> remembered = new ArrayList<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private @Nullable Collected collected;

    /** Nothing yet. */
    public Given() {
        this(Map.of());
    }

    /** What a message was given before; see {@link #answers()}. */
    public Given(Map<String, String> before) {
        answers = new LinkedHashMap<>(before);
    }

    /**
     * Something to be remembered.
     *
     * @param values empty: what was remembered is forgotten
     * @param until when it is forgotten by itself, ms; 0: never
     */
    public record Remembered(String table, String key, Map<String, String> values, long until) {

        /** Shows no content. */
        @Override
        public String toString() {
            return "Remembered[" + table + "]";
        }
    }

    /**
     * The group that a message is left to.
     *
     * @param name of the step that collects
     * @param key of the group; content
     * @param closes it is whole with this message
     */
    public record Collected(String name, String key, boolean closes) {

        /** Shows no content. */
        @Override
        public String toString() {
            return "Collected[" + name + "]";
        }
    }

    /** It ends in a group. */
    void collect(Collected by) {
        collected = by;
    }

    /** The group that it ends in; null: none. */
    public @Nullable Collected collected() {
        return collected;
    }

    /** All that was asked, and the answers, as they are kept. Content. */
    public Map<String, String> answers() {
        return answers;
    }

    /** In the order of the steps. */
    public List<Remembered> remembered() {
        return remembered;
    }

    /** From here on nothing is remembered that the steps since left. */
    public void backTo(int count) {
        remembered.subList(count, remembered.size()).clear();
    }

    /** The answer as it was given before, or else as it is now; null: there is none. */
    @Nullable String ask(String question, Supplier<@Nullable String> now) {
        var known = answers.get(question);
        if (known == null) {
            var answer = now.get();
            known = answer == null ? ABSENT : PRESENT + answer;
            answers.put(question, known);
        }
        return known.charAt(0) == PRESENT ? known.substring(1) : null;
    }

    /** The answer as it was given before; null: it was not asked, or there was none. */
    @Nullable String known(String question) {
        var known = answers.get(question);
        return known == null || known.equals(ABSENT) ? null : known.substring(1);
    }

    /** The answer from now on. */
    void put(String question, String answer) {
        answers.put(question, PRESENT + answer);
    }

    /** As {@link #ask}, where each time counts for itself. */
    String next(String question, Supplier<String> now) {
        int number = asked.merge(question, 1, Integer::sum);
        var answer = ask(question + " " + number, now::get);
        return answer == null ? "" : answer;
    }

    void remember(Remembered one) {
        remembered.add(one);
    }

    /** What this message itself left under a key, the last one; null: nothing. */
    @Nullable Remembered own(String table, String key) {
        for (int i = remembered.size() - 1; i >= 0; i--) {
            var one = remembered.get(i);
            if (one.table().equals(table) && one.key().equals(key)) {
                return one;
            }
        }
        return null;
    }

    /** What is remembered until then, at this time. */
    static boolean lasts(long until, Instant now) {
        return until == 0 || until > now.toEpochMilli();
    }
}

package dev.pons.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody meant who wrote a name that does not exist. Any thread. */
public final class DidYouMean {

    private static final int FARTHEST = 2;
    private static final int SHORTEST_PREFIX = 3;

    private DidYouMean() {}

    /**
     * The nearest of the names: at most two letters left out, added, exchanged or swapped (one in a
     * name of up to three letters), or one that begins with the whole word or the other way round.
     */
    public static Optional<String> of(String word, Collection<String> names) {
        var small = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(n -> near(small, n.toLowerCase(Locale.ROOT)))
                .min(
                        Comparator.comparingInt(
                                        (String n) -> distance(small, n.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a fault: {@code ; did you mean "host"?}, or nothing where no name is near. */
    public static String hint(String word, Collection<String> names) {
        return of(word, names).map(n -> "; did you mean \"" + n + "\"?").orElse("");
    }

    /**
     * The end of a fault: {@code ; did you mean "host"?}, else {@code ; choose one of host, port}.
     */
    public static String words(String word, Collection<String> names) {
        var hint = hint(word, names);
        return hint.isEmpty() && !names.isEmpty()
                ? "; choose one of " + String.join(", ", names)
                : hint;
    }

    private static boolean near(String word, String name) {
        int shorter = Math.min(word.length(), name.length());
        int farthest = shorter <= 3 ? 1 : FARTHEST;
        boolean prefix =
                shorter >= SHORTEST_PREFIX && (word.startsWith(name) || name.startsWith(word));
        return prefix || distance(word, name) <= Math.min(farthest, shorter - 1);
    }

    /** Damerau and Levenshtein's, without letters swapped twice. */
    static int distance(String a, String b) {
        var table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cell(int[][] table, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best =
                Math.min(
                        Math.min(table[i - 1][j], table[i][j - 1]) + 1,
                        table[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}

package dev.pons.spi.format;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.List;
import java.util.regex.Pattern;

/** One part of the plain path language of {@link Tree}. */
final class Paths {

    private static final Pattern PART = Pattern.compile("([^\\[\\]]+)(?:\\[([1-9][0-9]*)])?");

    private Paths() {}

    static <N> void pick(Tree<N> tree, N node, String part, List<N> into) throws ProblemException {
        var match = PART.matcher(part);
        if (!match.matches()) {
            throw new ProblemException(Problem.of("value", "not a path").at(part));
        }
        int seen = 0;
        int wanted = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        for (var child : tree.children(node)) {
            if (match.group(1).equals("*") || match.group(1).equals(tree.name(child))) {
                seen++;
                if (wanted == 0 || wanted == seen) {
                    into.add(child);
                }
            }
        }
    }
}

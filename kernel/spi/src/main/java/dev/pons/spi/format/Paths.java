package dev.pons.spi.format;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The plain path language of {@link Tree}. */
final class Paths {

    private static final Pattern PART = Pattern.compile("([^\\[\\]]+)(?:\\[([1-9][0-9]*)])?");

    /** What chooses among elements, at the end of their path. */
    private static final Pattern CHOICE = Pattern.compile("(\\[[^\\[\\]]*]|\\([^()]*\\))+$");

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

    /** The index of a new child, behind those of its name or before them; without: the last. */
    static <N> int beside(Tree<N> tree, N parent, String name, boolean first)
            throws ProblemException {
        var children = tree.children(parent);
        int index = children.size();
        for (int i = children.size() - 1; i >= 0; i--) {
            if (tree.name(children.get(i)).equals(name)) {
                if (!first) {
                    return i + 1;
                }
                index = i;
            }
        }
        return index;
    }

    /** See {@link Format#within}. */
    static Optional<String> within(String element, String path) {
        var base = CHOICE.matcher(element).replaceFirst("");
        if (path.equals(base)) {
            return Optional.of("");
        }
        boolean below =
                path.startsWith(base)
                        && !base.isEmpty()
                        && !Character.isLetterOrDigit(path.charAt(base.length()));
        if (!below) {
            return Optional.empty();
        }
        var rest = path.substring(base.length());
        return Optional.of(rest.startsWith("/") || rest.startsWith(".") ? rest.substring(1) : rest);
    }
}

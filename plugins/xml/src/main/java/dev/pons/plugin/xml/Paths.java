package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Kind;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The paths of one format with its prefixes. Keeps what was parsed. Any thread. */
final class Paths {

    /** Only channel files and scripts can fill it, no message; one that does is forgotten. */
    private static final int KEPT = 2_000;

    private final Map<String, Path> known = new ConcurrentHashMap<>();
    private final Map<String, String> namespaces;

    Paths(Map<String, String> namespaces) {
        this.namespaces = Map.copyOf(namespaces);
    }

    /** What the author of a channel file calls by these prefixes. */
    Map<String, String> namespaces() {
        return namespaces;
    }

    /** {@code IllegalArgumentException}: none, with words for the author. */
    Path parse(String written) {
        var parsed = known.get(written);
        if (parsed == null) {
            parsed = new PathParser(written, namespaces).whole();
            if (known.size() >= KEPT) {
                known.clear();
            }
            known.put(written, parsed);
        }
        return parsed;
    }

    /** The same while a message is read. */
    Path of(String written) throws ProblemException {
        try {
            return parse(written);
        } catch (IllegalArgumentException fault) {
            throw new ProblemException(
                    Problem.of("value", String.valueOf(fault.getMessage())).at(written));
        }
    }

    /**
     * What a path is from the current element of steps that are done with each element: behind the
     * element's own path, or relative.
     */
    Optional<String> within(String element, String written) {
        var path = parse(written);
        var of = parse(element);
        boolean leaf = !of.steps().isEmpty() && of.last().kind() != Kind.ELEMENT;
        if (written.equals(".") || written.equals(element) || written.equals(of.base())) {
            return Optional.of("");
        }
        if (leaf) {
            return Optional.empty();
        }
        for (var begin : new String[] {element, of.base()}) {
            if (written.startsWith(begin + "//")) {
                return Optional.of("." + written.substring(begin.length()));
            }
            if (written.startsWith(begin + "/")) {
                return Optional.of(written.substring(begin.length() + 1));
            }
        }
        boolean partly = element.contains("/") && written.startsWith(of.base());
        return path.absolute() || partly ? Optional.empty() : Optional.of(written);
    }
}

package dev.pons.core.language;

import dev.pons.spi.ProblemException;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What messages of a channel are found by besides their identity: {@code index:}. Without it
 * nothing is read. Any thread.
 */
public final class IndexValues {

    /** Nothing. */
    public static final IndexValues NONE = new IndexValues(List.of());

    /** Several values of one name stand in one text, a line each. */
    public static final char BETWEEN = '\n';

    private static final int MOST_VALUES = 64;
    private static final int LONGEST = 200;

    private final List<Named> paths;

    /** A path with its name. */
    record Named(String name, Path path) {}

    IndexValues(List<Named> paths) {
        this.paths = List.copyOf(paths);
    }

    /**
     * The values of a message as it is now, by name; what is absent or cannot be read is left out:
     * it must not keep a message from its way. Of {@code [*]} the first 64; longer than 200
     * characters is no value to search for.
     */
    public Map<String, String> of(Flow flow) {
        if (paths.isEmpty()) {
            return Map.of();
        }
        var all = new LinkedHashMap<String, String>(paths.size() * 2);
        for (var path : paths) {
            var found = values(path.path(), flow);
            if (!found.isEmpty()) {
                all.put(path.name(), found);
            }
        }
        return all;
    }

    private static String values(Path path, Flow flow) {
        try {
            if (!path.isAll()) {
                return fits(path.text(flow)) ? path.text(flow).replace(BETWEEN, ' ') : "";
            }
            var texts = new LinkedHashSet<String>();
            for (var value : path.values(flow)) {
                var text = value.text();
                if (fits(text) && texts.size() < MOST_VALUES) {
                    texts.add(text.replace(BETWEEN, ' '));
                }
            }
            return String.join(String.valueOf(BETWEEN), texts);
        } catch (ProblemException unreadable) {
            // not found by its values; whether it may go on is for its steps to say
            return "";
        }
    }

    private static boolean fits(String text) {
        return !text.isEmpty() && text.length() <= LONGEST;
    }
}

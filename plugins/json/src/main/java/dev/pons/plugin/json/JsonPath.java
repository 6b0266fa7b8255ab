package dev.pons.plugin.json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A path: {@code $.name[0].given}, {@code $['odd name']}, {@code $.identifier(system=urn:x).value},
 * {@code $.entry[?(@.a.b=='x')].id}. Lists count from 0.
 *
 * @param rooted it begins at the document
 * @param type what is written there becomes: {@code text, number, boolean, json}; empty: what is
 *     there already
 */
record JsonPath(boolean rooted, List<Step> steps, String type) {

    /** {@code [*]}, and no index at all. */
    static final int ALL = -1;

    /**
     * A step.
     *
     * @param name of a member; null: only an index
     * @param index in the list; ALL
     * @param choice which items; null: any
     */
    record Step(@Nullable String name, int index, @Nullable Choice choice) {}

    /** The items that have this text at a path of names. */
    record Choice(List<String> names, String text) {}

    private static final Pattern AS =
            Pattern.compile("(.*\\S)\\s+as\\s+(text|number|boolean|json)");
    private static final Pattern CHOICE =
            Pattern.compile("\\(([^=()]+)=('[^']*'|\"[^\"]*\"|[^()]*)\\)");
    private static final Pattern FILTER =
            Pattern.compile("\\[\\?\\(@\\.([^=()]+?)\\s*==?\\s*('[^']*'|\"[^\"]*\")\\)]");
    private static final Pattern INDEX = Pattern.compile("\\[([0-9]{1,9}|\\*)]");
    private static final Pattern ODD = Pattern.compile("\\['([^']*)']|\\[\"([^\"]*)\"]");
    private static final Pattern NAME = Pattern.compile("[^.\\[\\]()=\\s'\"]+");

    /** {@code IllegalArgumentException}: it is none, with what to write. */
    static JsonPath parse(String path) {
        var typed = AS.matcher(path);
        var plain = typed.matches() ? typed.group(1) : path;
        var type = typed.matches() ? typed.group(2) : "";
        boolean rooted = plain.startsWith("$");
        var reader = new Reader(path, plain, rooted ? 1 : 0, rooted);
        return new JsonPath(rooted, reader.steps(), type);
    }

    private static final class Reader {

        private final String whole;
        private final String path;
        private int at;
        private boolean dotted;
        private boolean star;

        Reader(String whole, String path, int at, boolean dotted) {
            this.whole = whole;
            this.path = path;
            this.at = at;
            this.dotted = dotted;
        }

        List<Step> steps() {
            var steps = new ArrayList<Step>();
            while (at < path.length()) {
                var name = name();
                var choice = choice();
                int index = index();
                if (name == null && choice == null && index == ALL && !star) {
                    throw wrong();
                }
                steps.add(new Step(name, index, choice));
                dotted = true;
            }
            if (steps.isEmpty() && !path.equals("$")) {
                throw wrong();
            }
            return List.copyOf(steps);
        }

        private @Nullable String name() {
            star = false;
            var odd = take(ODD);
            if (odd != null) {
                return odd.group(1) == null ? odd.group(2) : odd.group(1);
            }
            if (path.startsWith("[", at)) {
                return null;
            }
            if (dotted && !path.startsWith(".", at)) {
                throw wrong();
            }
            at += dotted ? 1 : 0;
            var name = take(NAME);
            if (name == null) {
                throw wrong();
            }
            return name.group();
        }

        private @Nullable Choice choice() {
            var found = take(CHOICE);
            found = found == null ? take(FILTER) : found;
            if (found == null) {
                return null;
            }
            var names = List.of(found.group(1).strip().split("\\."));
            var text = found.group(2);
            boolean quoted = text.length() > 1 && "'\"".indexOf(text.charAt(0)) >= 0;
            return new Choice(names, quoted ? text.substring(1, text.length() - 1) : text);
        }

        private int index() {
            var found = take(INDEX);
            star = found != null;
            return found == null || found.group(1).equals("*")
                    ? ALL
                    : Integer.parseInt(found.group(1));
        }

        private @Nullable MatchResult take(Pattern pattern) {
            var matcher = pattern.matcher(path).region(at, path.length());
            if (!matcher.lookingAt()) {
                return null;
            }
            at = matcher.end();
            return matcher.toMatchResult();
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException(
                    whole
                            + " is not a path of JSON; write $.name.family, $.name[0].given,"
                            + " $['odd name'] or $.identifier(system=urn:x).value");
        }
    }
}

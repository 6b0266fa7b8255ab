package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Java source.
 *
 * @param path from the root of the repository
 * @param text as it is
 * @param code the same length and lines, with comments and the insides of texts blanked
 */
record Source(String path, String text, String code) {

    /** A place in a source. */
    record Hit(int line, String words) {}

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    static Source of(String path, String text) {
        return new Source(path, text, Blank.commentsAndTexts(text));
    }

    /** Main code, which ships. */
    boolean main() {
        return path.contains("src/main/java/");
    }

    String packageName() {
        var found = PACKAGE.matcher(code);
        return found.find() ? found.group(1) : "";
    }

    /** Whether it lies in a package or below it. */
    boolean in(String name) {
        return (packageName() + ".").startsWith(name + ".");
    }

    /** Where the code matches. */
    List<Hit> find(Pattern pattern) {
        var hits = new ArrayList<Hit>();
        var found = pattern.matcher(code);
        while (found.find()) {
            hits.add(new Hit(line(found.start()), found.group().strip()));
        }
        return hits;
    }

    int line(int offset) {
        return 1 + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    Breach breach(int line, String rule, String what, String remedy) {
        return new Breach(path, line, rule, what, remedy);
    }
}

package dev.pons.plugin.xml;

import java.util.regex.Pattern;

/** What the author of a path probably meant, and how it is written. */
final class PathWords {

    private static final Pattern LOCAL_NAME =
            Pattern.compile("\\*\\[local-name\\(\\)\\s*=\\s*['\"]([^'\"]*)['\"]\\]");

    private PathWords() {}

    /** At a place where a name must stand. */
    static String noName(String path, int at) {
        if (path.startsWith("..", at)) {
            return "there is no way up (..); choose the parent by what is in it, as"
                    + " //section[code/@code='10160-0']/title";
        }
        if (path.startsWith("$", at)) {
            return "this is how JSON is written; write for example /Patient/id/@value";
        }
        if (at == path.length()) {
            return "it ends where a name must stand";
        }
        return "a name, *, @name or text() must stand at character " + (at + 1);
    }

    /** Behind something that could have been the end. */
    static String unexpected(String path, int at) {
        if (at == path.length()) {
            return "] is missing";
        }
        var rest = path.substring(at).strip();
        if (rest.startsWith("or ") || rest.startsWith("|")) {
            return "there is no `or`; write two paths, in a condition below `any:`";
        }
        if (rest.startsWith("!=") || rest.startsWith("<") || rest.startsWith(">")) {
            return "only = compares here; write a condition of the channel with `not`, `over` or"
                    + " `under`";
        }
        if (rest.startsWith("(")) {
            return function(path);
        }
        if (rest.startsWith("=")) {
            return "a comparison stands in brackets, as id[@root='1.2']";
        }
        return "it should end before character " + (at + 1);
    }

    /** There are none but text(). */
    static String function(String path) {
        var local = LOCAL_NAME.matcher(path);
        if (local.find()) {
            return "write "
                    + local.replaceAll("$1")
                    + ", for a name without prefix is found in any namespace";
        }
        if (path.contains("::")) {
            return "axes are not written out; write a/b for a child, //b for any below, @c for an"
                    + " attribute";
        }
        return "there are no functions but text(); count, first, last, join and trim are pipes:"
                + " {//id/@root | trim}";
    }
}

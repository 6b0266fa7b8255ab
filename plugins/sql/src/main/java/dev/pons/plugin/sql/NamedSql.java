package dev.pons.plugin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement with parameters by name, as JDBC takes it. Values never become part of its text.
 *
 * @param text with {@code ?} for each parameter
 * @param names of the parameters, one for each {@code ?}, in their order
 */
record NamedSql(String text, List<String> names) {

    /** What no parameter stands in, then a parameter, then what JDBC would take for one. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|(?s:/\\*.*?\\*/)"
                            + "|(?s:(\\$[A-Za-z0-9_]*\\$).*?\\1)|::|\\?\\?"
                            + "|:([A-Za-z_][A-Za-z0-9_]*)|(\\?)");

    private static final Pattern CALL =
            Pattern.compile(
                    "^(\\s|\\{|\\?\\s*=)*(call|exec|execute|begin|declare|do)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** {@code IllegalArgumentException} says what is wrong, for the author of the channel file. */
    static NamedSql of(String option, String statement) {
        var names = new ArrayList<String>();
        var text = new StringBuilder();
        var tokens = TOKEN.matcher(statement);
        while (tokens.find()) {
            if (tokens.group(3) != null) {
                throw new IllegalArgumentException(
                        option
                                + " has a ? where a name is needed: write :name for a parameter,"
                                + " or ?? for an operator of the database");
            }
            if (tokens.group(2) == null) {
                continue;
            }
            names.add(tokens.group(2));
            tokens.appendReplacement(text, "?");
        }
        return new NamedSql(tokens.appendTail(text).toString(), List.copyOf(names));
    }

    /** A procedure: it may end transactions by itself. */
    boolean calls() {
        return CALL.matcher(text).matches();
    }

    boolean has(String name) {
        return names.contains(name);
    }
}

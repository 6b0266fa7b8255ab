package dev.pons.core.language;

import java.util.ArrayList;
import java.util.List;

/** Looks for characters outside quotes, parentheses and brackets. */
final class Split {

    private Split() {}

    /** The parts between a separator. */
    static List<String> at(String text, char separator) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = first(text, separator); at >= 0; at = find(text, separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** The first place of a character; -1: none. */
    static int first(String text, char wanted) {
        return find(text, wanted, 0);
    }

    /** The same from a place on. */
    static int find(String text, char wanted, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == wanted && (depth == 0 || wanted == '}')) {
                return i;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth = Math.max(0, depth - 1);
            }
        }
        return -1;
    }
}

package dev.pons.plugin.astm;

import java.util.ArrayList;
import java.util.List;

/** Parts of a text between delimiters. */
final class Split {

    private Split() {}

    /** At least one part; joined with the delimiter they are the text again. */
    static List<String> by(char delimiter, String text) {
        int close = text.indexOf(delimiter);
        if (close < 0) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        int from = 0;
        for (; close >= 0; close = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, close));
            from = close + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}

package dev.pons.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A channel file and what it includes as one text, so that the version can be read again when the
 * folder has changed. The file comes first as it is; each included file follows a line {@code --- #
 * include: steps/common.yaml}. YAML reads that line as the beginning of another document, so no
 * channel file contains it by chance. A file without includes is its own text.
 *
 * @param main text of the file
 * @param includes text by name, in the order of first use
 */
public record ChannelText(String main, Map<String, String> includes) {

    private static final String MARKER = "--- # include: ";
    private static final Pattern PART = Pattern.compile("(?:^|\\R)--- # include: (.*)\\R");
    private static final Pattern BOUNDARY = Pattern.compile("\\n--- # include: ([^\\r\\n]+)\\n");

    /** Keeps the order of the includes. */
    public ChannelText {
        includes = Collections.unmodifiableMap(new LinkedHashMap<>(includes));
    }

    /** Whether an included text holds a line that would end it too early. */
    static boolean ambiguous(String text) {
        return text.startsWith(MARKER) || PART.matcher(text).find();
    }

    /** As one text. */
    public String pack() {
        var packed = new StringBuilder(main);
        includes.forEach(
                (name, text) ->
                        packed.append('\n').append(MARKER).append(name).append('\n').append(text));
        return packed.toString();
    }

    /** The parts of one text; any channel file that was never packed is one part. */
    public static ChannelText unpack(String packed) {
        var includes = new LinkedHashMap<String, String>();
        var match = BOUNDARY.matcher(packed);
        int begun = 0;
        String name = "";
        String main = packed;
        while (match.find()) {
            var part = packed.substring(begun, match.start());
            if (begun == 0) {
                main = part;
            } else {
                includes.put(name, part);
            }
            name = match.group(1);
            begun = match.end();
        }
        if (begun > 0) {
            includes.put(name, packed.substring(begun));
        }
        return new ChannelText(main, includes);
    }
}

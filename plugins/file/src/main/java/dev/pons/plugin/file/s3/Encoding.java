package dev.pons.plugin.file.s3;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Text in addresses, as Signature Version 4 wants it ("UriEncode" of its specification). */
final class Encoding {

    private static final String FREE = "-._~";

    private Encoding() {}

    /** A key; its slashes stay. */
    static String path(String key) {
        return encoded(key, FREE + "/");
    }

    /** A query, in the order of its names. */
    static String query(SortedMap<String, String> query) {
        return query.entrySet().stream()
                .map(field -> encoded(field.getKey(), FREE) + "=" + encoded(field.getValue(), FREE))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text, String free) {
        var made = new StringBuilder();
        for (var one : text.getBytes(StandardCharsets.UTF_8)) {
            var letter = (char) (one & 0xff);
            if (letter < 0x80 && Character.isLetterOrDigit(letter) || free.indexOf(letter) >= 0) {
                made.append(letter);
            } else {
                made.append("%%%02X".formatted((int) letter));
            }
        }
        return made.toString();
    }
}

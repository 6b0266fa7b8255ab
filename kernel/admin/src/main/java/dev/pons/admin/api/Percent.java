package dev.pons.admin.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Texts in header fields, which hold no other letters than those of ASCII. */
final class Percent {

    private Percent() {}

    /** A text that is percent-encoded, or as it is. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

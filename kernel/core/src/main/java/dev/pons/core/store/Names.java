package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Names that entries repeat (channels, destinations, kinds of facts), each kept once: decoding a
 * million entries makes no million copies of them. A place holds the name that was asked for last;
 * any thread.
 */
final class Names {

    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 64;

    private static final AtomicReferenceArray<@Nullable Name> KNOWN =
            new AtomicReferenceArray<>(PLACES);

    private Names() {}

    private record Name(byte[] bytes, String text) {

        boolean is(byte[] from, int at, int length) {
            if (bytes.length != length) {
                return false;
            }
            for (var i = 0; i < length; i++) {
                if (bytes[i] != from[at + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The UTF-8 text of some bytes. */
    static String of(byte[] from, int at, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(from, at, length, StandardCharsets.UTF_8);
        }
        var place = place(from, at, length);
        var known = KNOWN.get(place);
        if (known != null && known.is(from, at, length)) {
            return known.text();
        }
        var text = new String(from, at, length, StandardCharsets.UTF_8);
        KNOWN.set(place, new Name(text.getBytes(StandardCharsets.UTF_8), text));
        return text;
    }

    private static int place(byte[] from, int at, int length) {
        var hash = length;
        for (var i = 0; i < length; i++) {
            hash = 31 * hash + from[at + i];
        }
        return (hash ^ hash >>> 15) & PLACES - 1;
    }
}

package dev.pons.core.store.index;

import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Written;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a text in the bytes of messages as they came, in the charsets that are common. */
final class TextSearch {

    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    private final List<byte[]> needles;
    private final Written log;
    private int examined;

    TextSearch(Optional<String> text, Written log) {
        this.needles = text.map(TextSearch::encoded).orElse(List.of());
        this.log = log;
    }

    private static List<byte[]> encoded(String text) {
        Set<String> different = new LinkedHashSet<>();
        for (var charset : CHARSETS) {
            if (charset.newEncoder().canEncode(text)) {
                different.add(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
            }
        }
        return different.stream().map(s -> s.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    /** What must be known of an answer that ends before the last message. */
    String note(long stopped) {
        return needles.isEmpty() || stopped == 0 || examined < 2
                ? ""
                : "the text was looked for in "
                        + examined
                        + " messages, the last of them "
                        + Ids.text(stopped);
    }

    /** Bodies read so far. */
    int examined() {
        return examined;
    }

    /** Always, if no text is looked for. */
    boolean fits(long id) throws IOException {
        if (needles.isEmpty()) {
            return true;
        }
        examined++;
        var entry = log.read(id);
        var body = Content.EMPTY;
        if (entry instanceof Entry.Received received) {
            body = received.body();
        } else if (entry instanceof Entry.Refused refused) {
            body = refused.body();
        }
        for (var needle : needles) {
            if (contains(body.array(), needle)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(byte[] body, byte[] needle) {
        if (needle.length == 0) {
            return true;
        }
        var last = body.length - needle.length;
        for (var i = 0; i <= last; i++) {
            if (body[i] == needle[0]
                    && Arrays.equals(body, i, i + needle.length, needle, 0, needle.length)) {
                return true;
            }
        }
        return false;
    }
}

package dev.pons.http;

import dev.pons.spi.http.StatusException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-encoding of paths and queries (RFC 3986, section 2.1; URL standard, section 5.1). */
final class Decoding {

    private Decoding() {}

    /** A segment of a path; one that is wrongly encoded stays as it is, and no route has it. */
    static String percent(String text) {
        try {
            return decoded(text, false);
        } catch (StatusException e) {
            return text;
        }
    }

    /** Fields of a query, in order; null: none. */
    static Map<String, List<String>> query(@Nullable String query) throws StatusException {
        var fields = new LinkedHashMap<String, List<String>>();
        if (query == null || query.isEmpty()) {
            return fields;
        }
        for (var field : query.split("&")) {
            int is = field.indexOf('=');
            var name = decoded(is < 0 ? field : field.substring(0, is), true);
            var value = is < 0 ? "" : decoded(field.substring(is + 1), true);
            fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    private static String decoded(String text, boolean plus) throws StatusException {
        if (text.indexOf('%') < 0 && !(plus && text.indexOf('+') >= 0)) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                out.put((byte) (digit(bytes, i + 1) * 16 + digit(bytes, i + 2)));
                i += 2;
            } else {
                out.put(plus && bytes[i] == '+' ? (byte) ' ' : bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new StatusException(400, "the address is not UTF-8 in percent-encoding");
        }
    }

    private static int digit(byte[] bytes, int at) throws StatusException {
        int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
        if (digit < 0) {
            throw new StatusException(400, "a % in the address is not followed by two digits");
        }
        return digit;
    }
}

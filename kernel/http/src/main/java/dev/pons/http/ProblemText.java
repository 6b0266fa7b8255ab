package dev.pons.http;

import org.eclipse.jetty.http.HttpStatus;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A problem as JSON (RFC 9457, section 3). */
final class ProblemText {

    static final String TYPE = "application/problem+json";

    private ProblemText() {}

    static byte[] of(int status, String detail, Map<String, String> members) {
        var all = new LinkedHashMap<String, String>();
        all.put("type", "about:blank");
        all.put("title", HttpStatus.getMessage(status));
        all.put("detail", detail);
        members.forEach(all::putIfAbsent);
        var text = new StringBuilder("{\"status\":").append(status);
        all.forEach(
                (name, value) -> {
                    text.append(',');
                    quoted(text, name);
                    text.append(':');
                    quoted(text, value);
                });
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

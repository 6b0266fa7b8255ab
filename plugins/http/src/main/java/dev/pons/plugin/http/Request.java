package dev.pons.plugin.http;

import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to write (RFC 9112).
 *
 * @param headers without those of the framing
 * @param body null: it has none
 */
record Request(String method, Target target, Map<String, String> headers, @Nullable Payload body) {

    /** RFC 9110, section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** A name and a value that cannot break out of their line. */
    static boolean isHeader(String name, String value) {
        return NAME.matcher(name).matches()
                && value.chars().noneMatch(c -> c < ' ' && c != '\t' || c == 127 || c > 255);
    }

    /** All of it; flushed. */
    void write(OutputStream out, boolean keep, boolean proxied) throws IOException {
        var head = new StringBuilder(256);
        head.append(method).append(' ');
        head.append(proxied ? target.absolute() : target.resource()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(target.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.size()).append("\r\n");
        }
        head.append("Connection: ").append(keep ? "keep-alive" : "close").append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            try (var in = body.open()) {
                in.transferTo(out);
            }
        }
        out.flush();
    }
}

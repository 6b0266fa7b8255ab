package dev.pons.admin.api;

import dev.pons.admin.json.JsonWriter;
import dev.pons.spi.http.Exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param type of the body; empty: there is none
 */
record Reply(int status, Map<String, String> headers, String type, byte[] body) {

    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String BYTES = "application/octet-stream";
    static final String PROBLEM = "application/problem+json";

    private static final byte[] NOTHING = {};

    /** Nobody keeps an answer, guesses its type, frames it or runs anything in it. */
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Cache-Control", "no-store",
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    /** A problem (RFC 9457, section 3). */
    private record Problem(String type, String title, int status, String detail) {}

    static Reply json(Object value) {
        return new Reply(200, Map.of(), JSON, JsonWriter.bytes(value));
    }

    static Reply created(Object value) {
        return new Reply(201, Map.of(), JSON, JsonWriter.bytes(value));
    }

    static Reply yaml(String text) {
        return new Reply(200, Map.of(), YAML, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply bytes(byte[] bytes) {
        return new Reply(200, Map.of(), BYTES, bytes);
    }

    static Reply done() {
        return new Reply(204, Map.of(), "", NOTHING);
    }

    static Reply problem(int status, String words) {
        var problem = new Problem("about:blank", title(status), status, words);
        return new Reply(status, Map.of(), PROBLEM, JsonWriter.bytes(problem));
    }

    /** RFC 9110, section 15. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 415 -> "Unsupported Media Type";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Internal Server Error";
        };
    }

    Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, type, body);
    }

    void send(Exchange exchange) throws IOException {
        var all = new LinkedHashMap<>(ALWAYS);
        if (!type.isEmpty()) {
            all.put("Content-Type", type);
        }
        all.putAll(headers);
        try (var out = exchange.answer(status, all, body.length)) {
            out.write(body);
        }
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}

package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** How values are written at the place where a template's text goes; literal text never is. */
interface Escape {

    /** The places, for {@link #of}. */
    Set<String> PLACES = Set.of("text", "file", "url", "json", "xml", "format");

    /** Appends a value. */
    void put(StringBuilder out, String value, Flow flow) throws ProblemException;

    /** The whole text at last. */
    default String finish(String text) {
        return text;
    }

    /** Values stay what they are, so one alone needs no builder. */
    default boolean plain() {
        return false;
    }

    /** By name of the place; an unknown one is an {@code IllegalArgumentException}. */
    static Escape of(String place) {
        return switch (place) {
            case "text" -> new Plain();
            case "file" -> new FileName();
            case "url" -> Escape::url;
            case "json" -> (out, value, flow) -> json(out, value);
            case "xml" -> (out, value, flow) -> xml(out, value);
            case "format" -> (out, value, flow) -> out.append(flow.escape(value));
            default ->
                    throw new IllegalArgumentException(
                            "unknown place \""
                                    + place
                                    + "\""
                                    + Optional.of(DidYouMean.hint(place, PLACES))
                                            .filter(near -> !near.isEmpty())
                                            .orElse("; places are " + PLACES));
        };
    }

    /** As a message of this format asks, whatever the message is in now. */
    static Escape in(String format) {
        return (out, value, flow) -> out.append(flow.escape(value, format));
    }

    /** Nothing is escaped. */
    record Plain() implements Escape {
        @Override
        public void put(StringBuilder out, String value, Flow flow) {
            out.append(value);
        }

        @Override
        public boolean plain() {
            return true;
        }
    }

    /** Percent-encoded but for RFC 3986's unreserved characters (section 2.3). */
    private static void url(StringBuilder out, String value, Flow flow) throws ProblemException {
        boolean part = out.length() == 0 || out.charAt(out.length() - 1) == '/';
        if (part && (value.equals(".") || value.equals(".."))) {
            throw new ProblemException(
                    Problem.of("value", "a value of dots would change the path of the URL"));
        }
        percent(out, value);
    }

    /** See {@link #url}. */
    static void percent(StringBuilder out, String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean free =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-._~".indexOf(c) >= 0;
            if (free) {
                out.append(c);
            } else {
                out.append('%')
                        .append("0123456789ABCDEF".charAt(c >> 4))
                        .append("0123456789ABCDEF".charAt(c & 15));
            }
        }
    }

    /** Inside a JSON string (RFC 8259, section 7). */
    private static void json(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || loneSurrogate(value, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }

    /** Inside an element or an attribute (XML 1.0, sections 2.2, 2.4 and 3.3.3). */
    private static void xml(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\n', '\r', '\t' -> out.append("&#").append((int) c).append(';');
                default -> {
                    boolean no = c < ' ' || c >= '\uFFFE' || loneSurrogate(value, i);
                    out.append(no ? '\uFFFD' : c);
                }
            }
        }
    }

    private static boolean loneSurrogate(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isLowSurrogate(c)
                        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}

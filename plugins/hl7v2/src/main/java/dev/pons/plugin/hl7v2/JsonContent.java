package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The message that JSON of the shape in the README is. */
final class JsonContent {

    private static final int LOWEST = 3;

    private JsonContent() {}

    /** The message's text, lines ended by CR. */
    static String read(String json) throws ProblemException {
        if (!(JsonReader.read(json) instanceof Map<?, ?> message)
                || !(message.get("segments") instanceof List<?> segments)) {
            throw wrong("an object with a list `segments` is wanted", "$");
        }
        var out = new StringBuilder();
        var delimiters = Delimiters.STANDARD;
        for (int i = 0; i < segments.size(); i++) {
            if (!(segments.get(i) instanceof Map<?, ?> segment)
                    || !(segment.get("segment") instanceof String name)
                    || !name.matches("[A-Z][A-Z0-9]{2}")) {
                throw wrong(
                        "a segment is an object with its name, as {\"segment\":\"PID\"}",
                        "$.segments[" + i + "]");
            }
            if (i == 0) {
                delimiters = delimiters(segment);
            }
            out.append(segment(name, segment, delimiters)).append('\r');
        }
        return out.toString();
    }

    private static ProblemException wrong(String words, String path) {
        return new ProblemException(Problem.of("value", words).at(path));
    }

    private static Delimiters delimiters(Map<?, ?> header) throws ProblemException {
        var written = header.get("1") + "" + header.get("2");
        var bytes = written.getBytes(StandardCharsets.ISO_8859_1);
        return header.get("1") == null
                ? Delimiters.STANDARD
                : Delimiters.read(bytes, 0, bytes.length);
    }

    private static String segment(String name, Map<?, ?> members, Delimiters delimiters)
            throws ProblemException {
        var part = new XmlPart(name);
        boolean header = name.equals("MSH");
        for (var member : members.entrySet()) {
            if (member.getKey().equals("segment")) {
                continue;
            }
            int number = number(member.getKey(), name);
            var items =
                    member.getValue() instanceof List<?> list
                            ? list
                            : Collections.singletonList(member.getValue());
            for (var item : items) {
                var field = part.part(number, true);
                if (header && number < LOWEST) {
                    field.add(String.valueOf(item));
                } else {
                    fill(field, item, delimiters, name + "-" + number, 1);
                }
            }
        }
        return part.segment(delimiters);
    }

    private static int number(@Nullable Object name, String place) throws ProblemException {
        var text = String.valueOf(name);
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw wrong("in a segment the names are numbers from 1 on", place);
        }
        return Integer.parseInt(text);
    }

    private static void fill(
            XmlPart part, @Nullable Object value, Delimiters delimiters, String place, int level)
            throws ProblemException {
        if (value == null) {
            part.add("\"\"");
        } else if (value instanceof Map<?, ?> members && level < LOWEST) {
            for (var member : members.entrySet()) {
                var below = part.part(number(member.getKey(), place), false);
                fill(below, member.getValue(), delimiters, place, level + 1);
            }
        } else if (value instanceof String text) {
            part.add(Escapes.escape(text, delimiters));
        } else {
            throw wrong(
                    "below fields stand components, below them subcomponents, and no lists", place);
        }
    }
}

package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Writes an acknowledgement with the delimiters of the request. One thread, once. */
final class AckWriter {

    private final Delimiters delimiters;
    private byte[] out = new byte[256];
    private int size;

    AckWriter(Delimiters delimiters) {
        this.delimiters = delimiters;
    }

    private void add(byte one) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = one;
    }

    /** As it stands; characters over ASCII, which our own words do not have, become {@code ?}. */
    AckWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            add(one < 0x80 ? (byte) one : (byte) '?');
        }
        return this;
    }

    /** With delimiters escaped; where the request has no escape character, without them. */
    AckWriter value(String text) {
        try {
            return text(Escapes.escape(text, delimiters));
        } catch (ProblemException noEscape) {
            return text(text.replaceAll("[^A-Za-z0-9 ]", " "));
        }
    }

    /** Bytes of the request; nothing where it has none. */
    AckWriter raw(byte[] request, long span) {
        for (int i = Spans.from(span); span != Spans.NONE && i < Spans.to(span); i++) {
            add(request[i]);
        }
        return this;
    }

    AckWriter next() {
        add(delimiters.field());
        return this;
    }

    AckWriter component() {
        add(delimiters.component() == 0 ? (byte) ' ' : delimiters.component());
        return this;
    }

    /** The line is done. */
    void end() {
        add((byte) '\r');
    }

    /** ERR as of HL7 v2.5, section 2.16.5: place, code, severity, our words. */
    void error(@Nullable Problem problem, String severity, String words) {
        text("ERR").next().next();
        if (problem != null) {
            location(problem.path().orElse(""));
        }
        var code = table0357(problem == null ? "" : problem.code());
        next().text(code.substring(0, 3)).component().text(code.substring(4));
        component().text("HL70357").next().text(severity);
        next().next().next().next().value(words).end();
    }

    /** ERL: segment, its number, field, repetition, component, subcomponent. */
    private void location(String written) {
        Path path;
        try {
            path = PathParser.parse(written);
        } catch (IllegalArgumentException unknown) {
            return;
        }
        if (path.relative()) {
            return;
        }
        var segment = path.segments().get(path.segments().size() - 1);
        text(segment.name()).component().text("" + Math.max(1, segment.index()));
        var field = path.field();
        if (field == null) {
            return;
        }
        component().text("" + field.number()).component().text("" + Math.max(1, field.index()));
        if (field.component() > 0) {
            component().text("" + field.component());
        }
        if (field.sub() > 0) {
            component().text("" + field.sub());
        }
    }

    /** Table 0357, message error condition codes. */
    private static String table0357(String code) {
        return switch (code) {
            case "malformed", "value", "too-long" -> "102 Data type error";
            case "missing" -> "101 Required field missing";
            case "unknown-code" -> "103 Table value not found";
            case "unsupported" -> "200 Unsupported message type";
            default -> "207 Application internal error";
        };
    }

    byte[] bytes() {
        return Arrays.copyOf(out, size);
    }
}

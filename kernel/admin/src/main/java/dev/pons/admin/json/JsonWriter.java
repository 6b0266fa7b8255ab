package dev.pons.admin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Writes values as JSON (RFC 8259): records as objects in the order of their parts, an empty {@code
 * Optional} not at all, bytes in Base64; times, durations and days as ISO 8601 says.
 */
public final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /** The UTF-8 text of a value. */
    public static byte[] bytes(Object value) {
        var out = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(out)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Record made) {
            json.writeStartObject();
            for (var part : made.getClass().getRecordComponents()) {
                member(json, part.getName(), part(made, part));
            }
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (var entry : map.entrySet()) {
                member(json, String.valueOf(entry.getKey()), entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> all) {
            json.writeStartArray();
            for (var one : all) {
                write(json, one);
            }
            json.writeEndArray();
        } else {
            scalar(json, value);
        }
    }

    private static void scalar(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Boolean yes) {
            json.writeBoolean(yes);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof byte[] bytes) {
            json.writeString(Base64.getEncoder().encodeToString(bytes));
        } else {
            json.writeString(value.toString());
        }
    }

    private static void member(JsonGenerator json, String name, Object value) throws IOException {
        var there = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
        if (there != null) {
            json.writeFieldName(name);
            write(json, there);
        }
    }

    private static Object part(Record made, RecordComponent part) {
        try {
            var read = part.getAccessor();
            read.trySetAccessible();
            var value = read.invoke(made);
            return value == null ? Optional.empty() : value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record that cannot be read: " + made.getClass(), e);
        }
    }
}

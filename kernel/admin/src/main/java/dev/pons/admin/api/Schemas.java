package dev.pons.admin.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Schemas of records as {@code JsonWriter} writes them and {@code JsonReader} reads them (JSON
 * Schema 2020-12). One thread.
 */
final class Schemas {

    private final Map<String, Object> all = new TreeMap<>();

    /** Those that were asked for, and all below them, by name. */
    Map<String, Object> all() {
        return all;
    }

    /** A reference to a record's, or the schema itself. */
    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType of) {
            var inner = of.getActualTypeArguments();
            if (of.getRawType() == Optional.class) {
                return of(inner[0]);
            }
            return of.getRawType() == Map.class
                    ? Map.of("type", "object", "additionalProperties", of(inner[1]))
                    : Map.of("type", "array", "items", of(inner[0]));
        }
        if (type instanceof WildcardType) {
            return Map.of();
        }
        return plain((Class<?>) type);
    }

    private Map<String, Object> plain(Class<?> type) {
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isEnum()) {
            var words = Stream.of(type.getEnumConstants()).map(Object::toString).toList();
            return Map.of("type", "string", "enum", words);
        }
        if (type == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == long.class) {
            return Map.of("type", "integer");
        }
        return type == Object.class ? Map.of() : text(type);
    }

    private static Map<String, Object> text(Class<?> type) {
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        if (type == Duration.class) {
            return Map.of("type", "string", "format", "duration");
        }
        return type == byte[].class
                ? Map.of("type", "string", "contentEncoding", "base64")
                : Map.of("type", "string");
    }

    private Map<String, Object> record(Class<?> type) {
        var name = name(type);
        if (!all.containsKey(name)) {
            all.put(name, Map.of());
            var properties = new LinkedHashMap<String, Object>();
            var required = new ArrayList<String>();
            for (var part : type.getRecordComponents()) {
                properties.put(part.getName(), of(part.getGenericType()));
                if (part.getType() != Optional.class && part.getType() != byte[].class) {
                    required.add(part.getName());
                }
            }
            all.put(
                    name,
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            properties,
                            "required",
                            List.copyOf(required)));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        return (outer == null || !outer.isRecord() ? "" : name(outer)) + type.getSimpleName();
    }
}

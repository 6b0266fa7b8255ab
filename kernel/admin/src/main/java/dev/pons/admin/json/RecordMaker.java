package dev.pons.admin.json;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes records of what was read. Their parts are texts, whole numbers, yes or no, times, words of
 * an enum, records, lists and maps of these, and {@code Optional} of these for what may be missing.
 *
 * @param place names of the objects around, for words
 */
record RecordMaker(String place) {

    /** JSON's {@code null}. */
    static final Object NOTHING = Optional.empty();

    Object make(Object read, Class<?> type) throws JsonException {
        if (!(read instanceof Map<?, ?> members)) {
            throw new JsonException(said("is a JSON object"));
        }
        var parts = type.getRecordComponents();
        unknown(members, parts);
        var values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            var name = parts[i].getName();
            var inside = new RecordMaker(place.isEmpty() ? name : place + "." + name);
            values[i] = inside.part(members.get(name), parts[i].getGenericType());
        }
        return made(type, parts, values);
    }

    private void unknown(Map<?, ?> members, RecordComponent[] parts) throws JsonException {
        var names = Arrays.stream(parts).map(RecordComponent::getName).toList();
        if (!names.containsAll(members.keySet())) {
            throw new JsonException(said("has no other members than " + String.join(", ", names)));
        }
    }

    private Object made(Class<?> type, RecordComponent[] parts, Object[] values)
            throws JsonException {
        try {
            var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.trySetAccessible();
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw new JsonException(String.valueOf(wrong.getMessage()));
            }
            throw new IllegalStateException("a record that cannot be made: " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be made: " + type, e);
        }
    }

    private Object part(@Nullable Object given, Type type) throws JsonException {
        var read = given == null ? NOTHING : given;
        boolean missing = read == NOTHING;
        if (type instanceof ParameterizedType of) {
            var inner = of.getActualTypeArguments();
            if (of.getRawType() == Optional.class) {
                return missing ? Optional.empty() : Optional.of(part(read, inner[0]));
            }
            return of.getRawType() == List.class
                    ? list(missing ? List.of() : read, inner[0])
                    : map(missing ? Map.of() : read, inner[1]);
        }
        if (missing) {
            throw new JsonException(said("is needed"));
        }
        return one(read, (Class<?>) type);
    }

    private List<Object> list(Object read, Type type) throws JsonException {
        if (!(read instanceof List<?> all)) {
            throw new JsonException(said("is a list"));
        }
        var made = new ArrayList<Object>();
        for (var each : all) {
            made.add(part(each, type));
        }
        return List.copyOf(made);
    }

    private Map<String, Object> map(Object read, Type type) throws JsonException {
        if (!(read instanceof Map<?, ?> all)) {
            throw new JsonException(said("is a JSON object"));
        }
        var made = new LinkedHashMap<String, Object>();
        for (var each : all.entrySet()) {
            made.put(String.valueOf(each.getKey()), part(each.getValue(), type));
        }
        return made;
    }

    private Object one(Object read, Class<?> type) throws JsonException {
        if (type.isRecord()) {
            return make(read, type);
        }
        if (type == String.class && read instanceof String) {
            return read;
        }
        if (type == boolean.class && read instanceof Boolean) {
            return read;
        }
        if (type == long.class && read instanceof Long) {
            return read;
        }
        if (type.isEnum() && read instanceof String word) {
            return word(word, type);
        }
        if (type == Instant.class && read instanceof String time) {
            return time(time);
        }
        throw new JsonException(said("is " + kind(type)));
    }

    private static String kind(Class<?> type) {
        if (type == long.class) {
            return "a whole number";
        }
        return type == boolean.class ? "true or false" : "a text";
    }

    private Object word(String word, Class<?> type) throws JsonException {
        for (var one : type.getEnumConstants()) {
            if (one.toString().equals(word.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        var words =
                Stream.of(type.getEnumConstants())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        throw new JsonException(said("is one of " + words));
    }

    private Instant time(String text) throws JsonException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new JsonException(said("is a time as 2026-11-30T21:15:00Z"));
        }
    }

    private String said(String rule) {
        return (place.isEmpty() ? "what is sent" : "\"" + place + "\"") + " " + rule;
    }
}

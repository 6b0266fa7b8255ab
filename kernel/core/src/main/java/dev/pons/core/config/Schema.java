package dev.pons.core.config;

import dev.pons.core.config.schedule.Schedule.Missed;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The JSON schema (2020-12) of a channel file, for editors: made from the records of the types that
 * exist and from the reserved words, and from nothing else. An editor reads it stricter or laxer
 * than the engine here and there (references, units); what the engine says counts.
 *
 * @param sources records of the types of sources
 * @param destinations records of the types of destinations
 * @param steps records of the types of steps
 * @param formats records of the formats
 * @param builtIn steps of the language itself
 */
public record Schema(
        List<Class<? extends Record>> sources,
        List<Class<? extends Record>> destinations,
        List<Class<? extends Record>> steps,
        List<Class<? extends Record>> formats,
        Collection<String> builtIn) {

    private static final Map<String, Object> TEXT = LanguageSchema.TEXT;
    private static final List<String> SET = List.of("set");
    private static final Map<String, Object> DURATION =
            JsonText.map("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d)$");
    private static final Map<String, Object> STEPS = LanguageSchema.STEPS;

    /** As JSON text. */
    public String json() {
        var root = new LinkedHashMap<String, Object>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Pons channel");
        root.putAll(object(channel(), List.of("source", "destinations")));
        var definitions = new LinkedHashMap<String, Object>();
        definitions.put("step", oneStep());
        definitions.put("format", format());
        definitions.putAll(LanguageSchema.definitions());
        root.put("$defs", definitions);
        return JsonText.of(root);
    }

    /** Words that belong to one step stand beside that only. */
    private Map<String, Object> oneStep() {
        var step = new LinkedHashMap<>(typed(step(), steps, "a step", builtIn));
        step.put("dependentRequired", JsonText.map("steps", List.of("each"), "create", SET));
        return step;
    }

    private Map<String, Object> channel() {
        var words = new LinkedHashMap<String, Object>();
        for (var word : ReservedWords.CHANNEL.words()) {
            words.put(
                    word,
                    switch (word) {
                        case "source" -> typed(source(), sources, "a source", List.of());
                        case "steps" -> STEPS;
                        case "destinations" -> named();
                        case "on-error" -> onError();
                        case "retention" -> retention();
                        case "queued" -> queued();
                        case "index" -> LanguageSchema.named(TEXT);
                        default -> TEXT;
                    });
        }
        return words;
    }

    private Map<String, Object> named() {
        var destination = typed(destination(), destinations, "a destination", List.of());
        var map = new LinkedHashMap<String, Object>();
        map.put("type", "object");
        map.put("minProperties", 1);
        map.put("propertyNames", JsonText.map("pattern", "^" + ReservedWords.NAME + "$"));
        map.put("additionalProperties", destination);
        return map;
    }

    private Map<String, Object> source() {
        return words(
                ReservedWords.SOURCE,
                word ->
                        switch (word) {
                            case "format" -> LanguageSchema.FORMAT;
                            case "acknowledge" -> acknowledge();
                            case "reply" -> STEPS;
                            case "duplicates" -> duplicates();
                            case "alert" -> alert();
                            case "schedule" -> schedule();
                            default -> DURATION;
                        });
    }

    private static Map<String, Object> schedule() {
        var texts =
                JsonText.map("anyOf", List.of(TEXT, JsonText.map("type", "array", "items", TEXT)));
        var words =
                words(
                        ReservedWords.SCHEDULE,
                        word ->
                                switch (word) {
                                    case "every", "jitter" -> DURATION;
                                    case "at", "days" -> texts;
                                    case "missed" ->
                                            JsonText.map("enum", Scalars.words(Missed.class));
                                    default -> TEXT;
                                });
        return JsonText.map("anyOf", List.of(DURATION, object(words, List.of())));
    }

    private static Map<String, Object> acknowledge() {
        var words = JsonText.map("enum", List.of("stored", "checked", "processed"));
        return JsonText.map(
                "anyOf",
                List.of(words, object(JsonText.map("reply-of", TEXT), List.of("reply-of"))));
    }

    private static Map<String, Object> duplicates() {
        return object(
                JsonText.map(
                        "by",
                        TEXT,
                        "within",
                        DURATION,
                        "then",
                        JsonText.map("enum", List.of("drop", "hold", "mark")),
                        "different",
                        JsonText.map("enum", List.of("hold", "take"))),
                List.of("by"));
    }

    private static Map<String, Object> destination() {
        return words(
                ReservedWords.DESTINATION,
                word ->
                        switch (word) {
                            case "when", "priority" -> LanguageSchema.CONDITION;
                            case "steps" -> STEPS;
                            case "reply" -> STEPS;
                            case "order" -> order();
                            case "alert" -> alert();
                            case "retry" -> retry();
                            default -> AttemptsSchema.of(word);
                        });
    }

    private static Map<String, Object> step() {
        return words(
                ReservedWords.STEP,
                word ->
                        switch (word) {
                            case "when" -> LanguageSchema.CONDITION;
                            case "include" -> TEXT;
                            case "steps" -> STEPS;
                            default -> JsonText.map("type", List.of("boolean", "string"));
                        });
    }

    private Map<String, Object> format() {
        var names = new ArrayList<>(byName(formats).keySet());
        var maps = new LinkedHashMap<String, Object>();
        byName(formats).forEach((name, record) -> maps.put(name, optionsOrBrief(record)));
        var map = new LinkedHashMap<>(object(maps, List.of()));
        map.put("minProperties", 1);
        map.put("maxProperties", 1);
        return JsonText.map("anyOf", List.of(JsonText.map("enum", names), map));
    }

    private static Map<String, Object> onError() {
        var then = JsonText.map("enum", List.of("hold", "refuse", "drop"));
        var lane = JsonText.map("enum", List.of("blocks", "goes-on"));
        return JsonText.map(
                "anyOf",
                List.of(then, object(JsonText.map("then", then, "lane", lane), List.of())));
    }

    private static Map<String, Object> order() {
        Map<String, Object> lanes =
                JsonText.map("type", List.of("integer", "string"), "minimum", 1, "maximum", 64);
        var key =
                JsonText.map("anyOf", List.of(TEXT, JsonText.map("type", "array", "items", TEXT)));
        return JsonText.map(
                "anyOf",
                List.of(
                        JsonText.map("enum", List.of("strict", "none")),
                        object(JsonText.map("key", key, "lanes", lanes), List.of("key")),
                        object(
                                JsonText.map(
                                        "none", object(JsonText.map("lanes", lanes), List.of())),
                                List.of("none"))));
    }

    private static Map<String, Object> retry() {
        return object(
                JsonText.map(
                        "first",
                        DURATION,
                        "longest",
                        DURATION,
                        "jitter",
                        JsonText.map("type", List.of("boolean", "string"))),
                List.of());
    }

    private static Map<String, Object> retention() {
        return object(
                words(
                        ReservedWords.RETENTION,
                        word ->
                                word.equals("bytes")
                                        ? JsonText.map("type", List.of("integer", "string"))
                                        : JsonText.map(
                                                "type",
                                                "string",
                                                "pattern",
                                                "^[0-9]+(m|h|d|w|y)$")),
                List.of());
    }

    private static Map<String, Object> queued() {
        var fate =
                JsonText.map(
                        "anyOf",
                        List.of(
                                JsonText.map("enum", List.of("hold", "drop")),
                                object(JsonText.map("send", TEXT), List.of("send"))));
        return JsonText.map("type", "object", "additionalProperties", fate);
    }

    private static Map<String, Object> alert() {
        return object(
                words(
                        ReservedWords.ALERT,
                        word ->
                                switch (word) {
                                    case "queue", "held" ->
                                            JsonText.map(
                                                    "type",
                                                    List.of("integer", "string"),
                                                    "minimum",
                                                    0);
                                    case "hours", "to" -> TEXT;
                                    default -> DURATION;
                                }),
                List.of());
    }

    private static Map<String, Object> words(
            ReservedWords place, Function<String, Map<String, Object>> schema) {
        var words = new LinkedHashMap<String, Object>();
        place.words().forEach(w -> words.put(w, schema.apply(w)));
        return words;
    }

    /** One of the language's own steps. */
    private Map<String, Object> own(String step) {
        return step.equals("enrich")
                ? typed(enrich(), destinations, "what is asked", List.of())
                : LanguageSchema.of(step);
    }

    private static Map<String, Object> enrich() {
        return words(
                ReservedWords.ENRICH,
                word ->
                        switch (word) {
                            case "steps" -> STEPS;
                            case "format" -> LanguageSchema.FORMAT;
                            case "into" -> LanguageSchema.INTO;
                            case "miss" -> LanguageSchema.MISS;
                            case "within" -> DURATION;
                            case "unknown" -> JsonText.map("enum", List.of("retry", "hold"));
                            case "body" -> AttemptsSchema.of(word);
                            default -> TEXT;
                        });
    }

    /** A map with words and one type. */
    private Map<String, Object> typed(
            Map<String, Object> words,
            List<Class<? extends Record>> types,
            String title,
            Collection<String> more) {
        var keys = new LinkedHashMap<>(words);
        var choices = new ArrayList<Object>();
        more.stream().sorted().forEach(name -> keys.put(name, own(name)));
        byName(types).forEach((name, record) -> keys.put(name, optionsOrBrief(record)));
        keys.keySet().stream()
                .filter(k -> !words.containsKey(k) || k.equals("include"))
                .forEach(k -> choices.add(JsonText.map("required", List.of(k))));
        var map = new LinkedHashMap<>(object(keys, List.of()));
        map.put("title", title);
        if (!choices.isEmpty()) {
            map.put("oneOf", choices);
        }
        return map;
    }

    private static Map<String, Object> optionsOrBrief(Class<? extends Record> record) {
        return new GroupKind(record, GroupKind.Short.SOLE_REQUIRED).schema();
    }

    /** The records by the names of their types, sorted. */
    static Map<String, Class<? extends Record>> byName(List<Class<? extends Record>> types) {
        var all = new TreeMap<String, Class<? extends Record>>();
        for (var type : types) {
            var name = type.getAnnotation(Name.class);
            all.put(name == null ? type.getSimpleName() : name.value(), type);
        }
        return all;
    }

    /** The options of one record. */
    static Map<String, Object> options(Class<? extends Record> record) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var option : Option.of(record)) {
            var property = new LinkedHashMap<String, Object>();
            property.put("description", option.doc());
            property.putAll(option.kind().schema());
            var standard = option.standard();
            if (standard != null && !option.kind().composed()) {
                property.put("default", standard);
            }
            properties.put(option.name(), property);
            if (option.required()) {
                required.add(option.name());
            }
        }
        var map = new LinkedHashMap<>(object(properties, required));
        var doc = record.getAnnotation(Doc.class);
        if (doc != null) {
            map.put("description", doc.value());
        }
        if (required.isEmpty()) {
            map.put("type", List.of("object", "null"));
        }
        return map;
    }

    private static Map<String, Object> object(Map<String, ?> properties, List<String> required) {
        var map = new LinkedHashMap<String, Object>();
        map.put("type", "object");
        map.put("additionalProperties", false);
        if (!required.isEmpty()) {
            map.put("required", required);
        }
        map.put("properties", properties);
        return map;
    }
}

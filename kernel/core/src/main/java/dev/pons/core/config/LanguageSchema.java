package dev.pons.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of the language itself: conditions, templates and the options of its own steps.
 * Paths are not looked at: they are the format's.
 */
final class LanguageSchema {

    /** A condition, wherever one stands. */
    static final Map<String, Object> CONDITION = reference("condition");

    /** A format by name, or with its options. */
    static final Map<String, Object> FORMAT = reference("format");

    /** A list of steps, or a file that has one. */
    static final Map<String, Object> STEPS = reference("steps");

    /** Any text: YAML may see a number or a boolean in it. */
    static final Map<String, Object> TEXT =
            JsonText.map("type", List.of("string", "number", "boolean"));

    private static final Map<String, Object> MATCHER = reference("matcher");
    private static final Map<String, Object> TEMPLATE = reference("template");
    private static final Map<String, Object> YES =
            JsonText.map("type", List.of("boolean", "string"), "pattern", "^(true|false)$");
    private static final Map<String, Object> DURATION =
            JsonText.map("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d)$");
    private static final Map<String, Object> PATHS = anyOf(TEXT, list(TEXT));
    static final Map<String, Object> MISS =
            anyOf(JsonText.map("enum", List.of("keep", "hold", "refuse")), TEMPLATE);
    static final Map<String, Object> INTO = anyOf(TEXT, named(TEXT));

    private LanguageSchema() {}

    /** What {@code #/$defs} has of these, but for the step and the format. */
    static Map<String, Object> definitions() {
        return JsonText.map(
                "steps",
                anyOf(
                        JsonText.map("type", "array", "items", reference("step")),
                        object(JsonText.map("include", TEXT), "include")),
                "condition",
                condition(),
                "matcher",
                matcher(),
                "template",
                JsonText.map(
                        "description",
                        "Text with paths in braces and pipes: {PID-5.1 | upper}; {{ is a brace",
                        "type",
                        List.of("string", "number", "boolean")));
    }

    private static Map<String, Object> condition() {
        return JsonText.map(
                "description",
                "Paths and what their values must be; all lines must hold",
                "type",
                "object",
                "minProperties",
                1,
                "properties",
                JsonText.map(
                        "any",
                        list(CONDITION),
                        "all",
                        list(CONDITION),
                        "not",
                        CONDITION,
                        "every",
                        named(MATCHER)),
                "additionalProperties",
                MATCHER);
    }

    private static Map<String, Object> matcher() {
        var number =
                JsonText.map(
                        "type", List.of("number", "string"), "pattern", "^[+-]?[0-9]*\\.?[0-9]+$");
        var map =
                new LinkedHashMap<>(
                        object(
                                JsonText.map(
                                        "not", MATCHER, "over", number, "under", number, "before",
                                        TEMPLATE, "after", TEMPLATE, "in", TEXT)));
        map.put("minProperties", 1);
        map.put("dependentSchemas", JsonText.map("not", JsonText.map("maxProperties", 1)));
        return JsonText.map(
                "description",
                "A text, a list of texts, ~ with a regular expression, exists, empty, deleted,"
                        + " absent, or a map",
                "anyOf",
                List.of(TEXT, list(TEXT), map));
    }

    /** What stands behind the name of one of the language's own steps; empty: anything. */
    static Map<String, Object> of(String step) {
        return switch (step) {
            case "keep", "drop" -> CONDITION;
            case "set" -> edits(TEMPLATE);
            case "copy", "move" -> edits(TEXT);
            case "remove" -> PATHS;
            case "let" -> let();
            case "refuse" -> object(JsonText.map("code", TEXT, "text", TEXT), "code", "text");
            case "choose" -> list(object(JsonText.map("when", CONDITION, "steps", STEPS), "steps"));
            case "split" -> object(JsonText.map("by", TEXT, "keep", PATHS), "by");
            case "each" -> TEXT;
            case "add" -> add();
            case "renumber" -> named(TEXT);
            case "aggregate" -> aggregate();
            case "new", "convert", "validate" -> ofFormats(step);
            default -> ofTables(step);
        };
    }

    private static Map<String, Object> ofFormats(String step) {
        return switch (step) {
            case "new" ->
                    object(
                            JsonText.map(
                                    "format",
                                    FORMAT,
                                    "as",
                                    TEXT,
                                    "version",
                                    TEXT,
                                    "set",
                                    edits(TEMPLATE)));
            case "convert" -> object(JsonText.map("to", FORMAT), "to");
            default -> object(Map.of());
        };
    }

    private static Map<String, Object> ofTables(String step) {
        return switch (step) {
            case "lookup" ->
                    object(
                            JsonText.map(
                                    "table", TEXT, "key", TEMPLATE, "column", TEXT, "into", INTO,
                                    "miss", MISS),
                            "table",
                            "key",
                            "into");
            case "remember" ->
                    object(
                            JsonText.map(
                                    "table",
                                    TEXT,
                                    "key",
                                    TEMPLATE,
                                    "set",
                                    anyOf(TEMPLATE, named(TEMPLATE)),
                                    "keep",
                                    DURATION),
                            "table",
                            "key",
                            "set");
            case "recall" ->
                    object(
                            JsonText.map(
                                    "table", TEXT, "key", TEMPLATE, "into", INTO, "miss", MISS),
                            "table",
                            "key",
                            "into");
            case "forget" -> object(JsonText.map("table", TEXT, "key", TEMPLATE), "table", "key");
            default -> Map.of();
        };
    }

    private static Map<String, Object> edits(Map<String, Object> side) {
        return JsonText.map(
                "type",
                "object",
                "minProperties",
                1,
                "properties",
                JsonText.map("create", YES),
                "additionalProperties",
                side);
    }

    private static Map<String, Object> let() {
        var reserved = List.of("id", "now", "in", "meta", "var", "index", "count");
        var let = new LinkedHashMap<>(named(TEMPLATE));
        let.put(
                "propertyNames",
                JsonText.map(
                        "pattern",
                        "^[A-Za-z_][A-Za-z0-9_]*$",
                        "not",
                        JsonText.map("enum", reserved)));
        return let;
    }

    private static Map<String, Object> aggregate() {
        var number = JsonText.map("type", List.of("integer", "string"));
        var until = anyOf(JsonText.map("type", List.of("integer", "string")), CONDITION);
        return object(
                JsonText.map(
                        "key",
                        TEMPLATE,
                        "until",
                        anyOf(until, list(until)),
                        "empty",
                        JsonText.map("enum", List.of("send")),
                        "name",
                        TEXT,
                        "limit",
                        object(
                                JsonText.map(
                                        "messages", number, "bytes", number, "groups", number))),
                "until");
    }

    private static Map<String, Object> add() {
        var add =
                new LinkedHashMap<>(
                        object(
                                JsonText.map(
                                        "segment",
                                        TEXT,
                                        "element",
                                        TEXT,
                                        "repeat",
                                        TEXT,
                                        "under",
                                        TEXT,
                                        "at",
                                        JsonText.map("enum", List.of("end", "start")),
                                        "set",
                                        edits(TEMPLATE))));
        add.put(
                "oneOf",
                List.of(
                        JsonText.map("required", List.of("segment")),
                        JsonText.map("required", List.of("element")),
                        JsonText.map("required", List.of("repeat"))));
        return add;
    }

    private static Map<String, Object> reference(String definition) {
        return JsonText.map("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        return JsonText.map("anyOf", List.of(one, other));
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return JsonText.map("type", "array", "minItems", 1, "items", items);
    }

    /** A map of names or paths of the author's choice. */
    static Map<String, Object> named(Map<String, Object> values) {
        return JsonText.map("type", "object", "minProperties", 1, "additionalProperties", values);
    }

    private static Map<String, Object> object(Map<String, Object> properties, String... required) {
        var map = new LinkedHashMap<String, Object>();
        map.put("type", "object");
        map.put("additionalProperties", false);
        if (required.length > 0) {
            map.put("required", List.of(required));
        }
        map.put("properties", properties);
        return map;
    }
}

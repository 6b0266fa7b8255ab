package dev.pons.core.config;

import java.util.List;
import java.util.Map;

/** The JSON schema of what a destination says of its attempts. */
final class AttemptsSchema {

    private static final Map<String, Object> TEXT =
            JsonText.map("type", List.of("string", "number", "boolean"));
    private static final Map<String, Object> THEN =
            JsonText.map("enum", Scalars.words(ChannelFile.Outcome.Then.class));

    private AttemptsSchema() {}

    /** Of one word of a destination. */
    static Map<String, Object> of(String word) {
        return switch (word) {
            case "outcome" -> JsonText.map("type", "array", "minItems", 1, "items", outcome());
            case "unknown" -> THEN;
            case "body" -> body();
            case "expire" -> JsonText.map("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d)$");
            case "rate" -> JsonText.map("type", "string", "pattern", "^[1-9][0-9]{0,5}/(s|min)$");
            default -> TEXT;
        };
    }

    private static Map<String, Object> outcome() {
        return object(
                JsonText.map(
                        "when",
                        LanguageSchema.CONDITION,
                        "then",
                        THEN,
                        "lane",
                        JsonText.map("enum", List.of("blocks", "goes-on"))),
                "then");
    }

    private static Map<String, Object> body() {
        return object(
                JsonText.map(
                        "from",
                        TEXT,
                        "decode",
                        JsonText.map("enum", Scalars.words(ChannelFile.Body.Decode.class))),
                "from");
    }

    private static Map<String, Object> object(Map<String, Object> properties, String required) {
        return JsonText.map(
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of(required),
                "properties",
                properties);
    }
}

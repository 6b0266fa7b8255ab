package dev.pons.plugin.json;

import dev.pons.plugin.json.Item.Kind;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.util.Base64;

/** What a value becomes at a place. */
final class Written {

    private Written() {}

    /** The value as it is written; a place keeps being a number, or yes and no, where it can. */
    static Item item(Item node, Value value, String type) throws ProblemException {
        return switch (value.kind()) {
            case DELETED -> new Item(Kind.LITERAL, "null");
            case NUMBER -> new Item(Kind.NUMBER, value.text());
            case BOOLEAN -> new Item(Kind.LITERAL, value.text());
            case BINARY -> new Item(Kind.STRING, '"' + base64(value) + '"');
            case EMPTY -> new Item(Kind.STRING, "\"\"");
            default -> written(node, value, type);
        };
    }

    private static String base64(Value value) throws ProblemException {
        try {
            return Base64.getEncoder().encodeToString(value.payload().orElseThrow().toBytes());
        } catch (IOException unread) {
            throw new ProblemException(Problem.of("internal", "the bytes cannot be read"));
        }
    }

    private static Item written(Item node, Value value, String type) throws ProblemException {
        var text = value.text();
        boolean encoded = value.kind() == Value.Kind.ENCODED;
        boolean number = type.equals("number") || type.isEmpty() && node.kind == Kind.NUMBER;
        if (number && JsonParser.isNumber(text)) {
            return new Item(Kind.NUMBER, text);
        }
        boolean was = node.kind == Kind.LITERAL && !node.isNull();
        boolean truth = type.equals("boolean") || type.isEmpty() && was;
        if (truth && (text.equals("true") || text.equals("false"))) {
            return new Item(Kind.LITERAL, text);
        }
        if (type.equals("number") || type.equals("boolean")) {
            throw new ProblemException(Problem.of("value", "it is no " + type));
        }
        boolean structure = encoded && (text.startsWith("{") || text.startsWith("["));
        if (type.equals("json") || structure && type.isEmpty()) {
            try {
                return JsonParser.parse(text, 0);
            } catch (ProblemException noJson) {
                if (type.equals("json")) {
                    throw noJson;
                }
            }
        }
        if (!encoded) {
            return new Item(Kind.STRING, Strings.quoted(text));
        }
        return new Item(
                Kind.STRING, JsonParser.isInner(text) ? '"' + text + '"' : Strings.quoted(text));
    }
}

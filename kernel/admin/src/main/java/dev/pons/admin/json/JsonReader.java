package dev.pons.admin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into closed records: only the parts that a record has, of their types. The
 * text names no types, and is bounded in depth and in the length of names and values.
 */
public final class JsonReader {

    private static final int DEEPEST = 20;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNameLength(200)
                                    .maxNumberLength(20)
                                    .build())
                    .build();

    private JsonReader() {}

    /** One object. {@link JsonException}: it is none of this kind. */
    public static <R extends Record> R read(byte[] text, Class<R> type) throws JsonException {
        try (var json = FACTORY.createParser(text)) {
            json.nextToken();
            var value = value(json);
            if (json.nextToken() != null) {
                throw new JsonException("more stands behind the JSON object");
            }
            return type.cast(new RecordMaker("").make(value, type));
        } catch (StreamConstraintsException e) {
            throw new JsonException("the JSON is too deep, or a name or number in it too long");
        } catch (JsonParseException e) {
            throw new JsonException(
                    "no JSON at line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr());
        } catch (CharConversionException e) {
            throw new JsonException("the JSON is not in UTF-8");
        } catch (IOException e) {
            throw new JsonException("this cannot be read as JSON");
        }
    }

    private static Object value(JsonParser json) throws IOException, JsonException {
        var token = json.currentToken();
        if (token == null) {
            throw new JsonException("no JSON stands here");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> RecordMaker.NOTHING;
            default -> throw new JsonException("a number with a fraction fits nowhere here");
        };
    }

    private static long whole(JsonParser json) throws IOException, JsonException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new JsonException("a number is too large");
        }
        return json.getLongValue();
    }

    private static Map<String, Object> object(JsonParser json) throws IOException, JsonException {
        var all = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            all.put(name, value(json));
        }
        return all;
    }

    private static List<Object> array(JsonParser json) throws IOException, JsonException {
        var all = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(value(json));
        }
        return all;
    }
}

package dev.pons.admin.api;

import dev.pons.admin.door.Caller;
import dev.pons.admin.json.JsonException;
import dev.pons.admin.json.JsonReader;
import dev.pons.spi.http.Exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One request of a caller who may, as an operation reads it.
 *
 * @param variables of the path
 * @param query fields, all of which the operation knows
 * @param why what the caller gave as the reason; may be empty
 * @param match {@code If-Match}; empty: not sent
 * @param fresh {@code If-None-Match: *} was sent: nothing may be there yet
 */
record Call(
        Caller caller,
        Map<String, String> variables,
        Map<String, List<String>> query,
        String why,
        String match,
        boolean fresh,
        byte[] body) {

    /** Header field for the reason; UTF-8, percent-encoded where it is not ASCII. */
    static final String REASON = "Pons-Reason";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    static Call of(Exchange exchange, Caller caller, Map<String, String> variables, byte[] body) {
        return new Call(
                caller,
                variables,
                exchange.query(),
                why(exchange),
                exchange.header("If-Match").orElse(""),
                exchange.header("If-None-Match").filter("*"::equals).isPresent(),
                body);
    }

    static String why(Exchange exchange) {
        return Percent.decoded(exchange.header(REASON).orElse("")).strip();
    }

    /** A variable of the path. */
    String path(String name) {
        return variables.getOrDefault(name, "");
    }

    /** A field of the query, once. */
    Optional<String> field(String name) throws ApiException {
        var all = all(name);
        if (all.size() > 1) {
            throw new ApiException(400, "\"" + name + "\" is given more than once");
        }
        return all.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** A field of the query, empty where it is not given. */
    String text(String name) throws ApiException {
        return field(name).orElse("");
    }

    /** A field of the query that may be given several times. */
    List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** A number in the query. */
    int number(String name, int otherwise, int most) throws ApiException {
        var given = field(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (!NUMBER.matcher(given.get()).matches()
                || Integer.parseInt(given.get()) < 1
                || Integer.parseInt(given.get()) > most) {
            throw new ApiException(400, "\"" + name + "\" is a number from 1 to " + most);
        }
        return Integer.parseInt(given.get());
    }

    /** A time in the query. */
    Optional<Instant> time(String name) throws ApiException {
        var given = field(name);
        try {
            return given.map(Instant::parse);
        } catch (DateTimeException e) {
            throw new ApiException(400, "\"" + name + "\" is a time as 2026-11-30T21:15:00Z");
        }
    }

    /** One of the words of an enum in the query. */
    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) throws ApiException {
        var given = field(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        for (var one : type.getEnumConstants()) {
            if (one.name().equalsIgnoreCase(given.get().replace('-', '_'))) {
                return Optional.of(one);
            }
        }
        var words = Arrays.toString(type.getEnumConstants());
        throw new ApiException(400, "\"" + name + "\" is one of " + words);
    }

    /** The body as a record. */
    <R extends Record> R body(Class<R> type) throws JsonException {
        return JsonReader.read(body, type);
    }

    /** The body as a text. */
    String text() throws ApiException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new ApiException(400, "the text is not UTF-8");
        }
    }

    /** Who gives the order, for the record. */
    String who() {
        return "api:" + caller.user();
    }

    @Override
    public String toString() {
        return "Call[" + caller.user() + "]";
    }
}

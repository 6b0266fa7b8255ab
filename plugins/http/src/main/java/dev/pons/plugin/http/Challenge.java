package dev.pons.plugin.http;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.StatusException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the question of a sender is answered that asks whether somebody is there. */
record Challenge(
        @Doc(
                        "Parameter of a GET (or POST) that is sent back as text, such as hub.challenge; empty: none")
                @Default("")
                String query,
        @Doc(
                        "Field of a small JSON object that is sent back and is no message, such as challenge; empty: none")
                @Default("")
                String field) {

    private static final int LONGEST = 4096;

    /** Nothing that a browser would take for more than text. */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9 ._~:/+=@-]{1,1024}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String TEXT = "\"[^\"\\\\]{0,2048}+\"";

    /** An object without objects and lists in it; what was agreed upon is that simple. */
    private static final Pattern FLAT =
            Pattern.compile(
                    "\\s*+\\{(?:\\s*+T\\s*+:\\s*+(?:T|[-+.0-9A-Za-z]{1,40}+)\\s*+(?:,|(?=\\})))++\\}\\s*+"
                            .replace("T", TEXT));

    private static final Map<String, String> AS_TEXT =
            Map.of(
                    "content-type", "text/plain; charset=utf-8",
                    "x-content-type-options", "nosniff",
                    "cache-control", "no-store");

    /** Checks that the field is a plain name. */
    Challenge {
        if (!field.isEmpty() && !NAME.matcher(field).matches()) {
            throw new IllegalArgumentException(
                    "\"challenge\": field is a name of letters and digits; write for example"
                            + " challenge");
        }
    }

    /** Someone asks, and has the answer; false: it is a message. */
    boolean answers(Exchange exchange, byte[] body) throws IOException {
        if (!query.isEmpty() && exchange.query().containsKey(query)) {
            echo(exchange);
            return true;
        }
        var asked = field.isEmpty() || body.length > LONGEST ? Optional.<String>empty() : in(body);
        if (asked.isPresent()) {
            var answer = "{\"" + field + "\":\"" + asked.get() + "\"}";
            send(exchange, answer, Map.of("content-type", "application/json"));
        }
        return asked.isPresent();
    }

    /** Answers a request that can be nothing else. */
    void echo(Exchange exchange) throws IOException {
        var said = exchange.query().getOrDefault(query, List.of());
        if (said.size() != 1 || !WORDS.matcher(said.get(0)).matches()) {
            throw new StatusException(400, "a challenge in plain characters is needed here");
        }
        send(exchange, said.get(0), AS_TEXT);
    }

    private Optional<String> in(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        if (!FLAT.matcher(text).matches()) {
            return Optional.empty();
        }
        var value =
                Pattern.compile("[{,]\\s*\"" + Pattern.quote(field) + "\"\\s*:\\s*\"([^\"]*)\"")
                        .matcher(text);
        return value.find() && WORDS.matcher(value.group(1)).matches()
                ? Optional.of(value.group(1))
                : Optional.empty();
    }

    private static void send(Exchange exchange, String text, Map<String, String> headers)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var out = exchange.answer(200, headers, bytes.length)) {
            out.write(bytes);
        }
    }
}

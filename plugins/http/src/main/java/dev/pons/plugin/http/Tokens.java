package dev.pons.plugin.http;

import dev.pons.spi.NotSentException;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Access tokens of one authorization server (RFC 6749, section 4.4), kept until shortly before
 * their end. One thread.
 */
final class Tokens {

    private static final int MOST = 1 << 16;
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration EARLY = Duration.ofSeconds(20);

    /** The answer is one flat object of texts and numbers (RFC 6749, section 5.1). */
    private static final Pattern TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"([A-Za-z0-9._~+/=-]+)\"");

    private static final Pattern LIFE = Pattern.compile("\"expires_in\"\\s*:\\s*\"?([0-9]{1,9})");

    private final Auth.OAuth options;
    private final Target target;
    private final Line.Way way;
    private String token = "";
    private Instant until = Instant.MIN;

    Tokens(Auth.OAuth options, Line.Way way) {
        this.options = options;
        this.target = Target.of(options.url());
        this.way = way;
    }

    /** A token was given to us some time ago and is still good by its own word. */
    boolean isCached() {
        return Instant.now().isBefore(until);
    }

    /** The server does not take it any more. */
    void forget() {
        until = Instant.MIN;
    }

    /**
     * One that is good now. {@code NotSentException}: there is none.
     *
     * @param opened told of the line while one is asked for
     */
    String get(Instant due, Consumer<Line> opened) throws NotSentException {
        if (!isCached()) {
            fetch(due, opened);
        }
        return token;
    }

    private void fetch(Instant due, Consumer<Line> opened) throws NotSentException {
        var form = "grant_type=client_credentials";
        if (!options.scope().isEmpty()) {
            form += "&scope=" + encoded(options.scope());
        }
        var headers =
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded",
                        "Accept", "application/json",
                        "Authorization", Credentials.basic(options.client(), options.secret()));
        var body = Payload.of(form.getBytes(StandardCharsets.UTF_8));
        var line = Line.open(way, target, due);
        opened.accept(line);
        try {
            var answer =
                    line.ask(
                            new Request("POST", target, headers, body),
                            false,
                            way.proxy().isPresent(),
                            MOST,
                            due);
            keep(answer);
        } catch (NotSentException e) {
            throw e;
        } catch (IOException e) {
            throw new NotSentException("no token from " + target.host() + ": the line broke", e);
        } finally {
            line.close();
        }
    }

    private void keep(Response answer) throws NotSentException {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        var found = TOKEN.matcher(text);
        if (answer.status() != 200 || !found.find()) {
            throw new NotSentException(
                    "no token from "
                            + target.host()
                            + ": it answered "
                            + answer.status()
                            + "; check client, secret and scope of oauth");
        }
        token = found.group(1);
        var life = LIFE.matcher(text);
        var lives = life.find() ? Duration.ofSeconds(Long.parseLong(life.group(1))) : USUAL;
        until = Instant.now().plus(lives).minus(EARLY);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

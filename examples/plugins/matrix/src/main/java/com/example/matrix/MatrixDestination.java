package com.example.matrix;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Secret;

import org.osgi.service.component.annotations.Component;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Writes messages into a room of a Matrix homeserver (client-server API v1.1, "Sending events to a
 * room"). The attempt's key is the transaction id, so a message that is sent again appears once.
 */
@Component(service = DestinationType.class)
public final class MatrixDestination implements DestinationType<MatrixDestination.Options> {

    private static final String PATH = "/_matrix/client/v3/rooms/%s/send/m.room.message/%s";
    private static final int TOO_MANY = 429; // RFC 6585

    @Name("matrix")
    @Doc("Writes messages into a room of a Matrix homeserver")
    public record Options(
            @Doc("The homeserver, like https://matrix.example") String server,
            @Doc("Id of the room, like !abc:matrix.example") String room,
            @Doc("Access token of the user who writes") Secret token,
            @Doc("Longest time to wait for the answer; then the result is unknown") @Default("30s")
                    Duration timeout) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options options, Context context) {
        return new Sender(options);
    }

    private static final class Sender implements Destination {

        private final Gson json = new Gson();
        private final Options options;
        private final URI server;
        private volatile HttpURLConnection running; // none: null

        Sender(Options options) {
            this.options = options;
            this.server = URI.create(options.server());
            if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
                throw new IllegalArgumentException("server: write it like https://matrix.example");
            }
        }

        @Override
        public Delivery send(Message message, Attempt attempt) throws Exception {
            var text = new String(message.body().toBytes(), StandardCharsets.UTF_8);
            var event = json.toJson(Map.of("msgtype", "m.text", "body", text));
            var call = open(attempt.key());
            try {
                running = call;
                call.getOutputStream().write(event.getBytes(StandardCharsets.UTF_8));
                return result(call);
            } catch (IOException e) {
                return Delivery.unknown("the homeserver did not answer");
            } finally {
                abort();
            }
        }

        private HttpURLConnection open(String key) throws NotSentException {
            var path = PATH.formatted(encoded(options.room()), encoded(key));
            var token = "Bearer " + new String(options.token().reveal());
            try {
                var call = (HttpURLConnection) server.resolve(path).toURL().openConnection();
                call.setRequestMethod("PUT");
                call.setRequestProperty("Authorization", token);
                call.setRequestProperty("Content-Type", "application/json");
                call.setRequestProperty("Connection", "close");
                call.setConnectTimeout((int) options.timeout().toMillis());
                call.setReadTimeout((int) options.timeout().toMillis());
                call.setDoOutput(true);
                call.setInstanceFollowRedirects(false); // another page's 200 is no yes
                call.connect();
                return call;
            } catch (IOException e) {
                throw new NotSentException("the homeserver cannot be reached", e);
            }
        }

        private static String encoded(String part) {
            return URLEncoder.encode(part, StandardCharsets.UTF_8);
        }

        private Delivery result(HttpURLConnection call) throws IOException {
            int status = call.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return Delivery.delivered();
            }
            var why = "the homeserver said " + status + code(call.getErrorStream());
            if (status != TOO_MANY && status < HttpURLConnection.HTTP_INTERNAL_ERROR) {
                return Delivery.rejected(why);
            }
            var pause = call.getHeaderField("Retry-After");
            boolean told = pause != null && pause.matches("[0-9]{1,6}");
            return Delivery.retry(why).after(Duration.ofSeconds(told ? Long.parseLong(pause) : 0));
        }

        /** The standard error code, like M_FORBIDDEN; never the text that stands beside it. */
        private String code(InputStream answer) throws IOException {
            var bytes = answer == null ? new byte[0] : answer.readAllBytes();
            try {
                var text = new String(bytes, StandardCharsets.UTF_8);
                var error = Optional.ofNullable(json.fromJson(text, JsonObject.class));
                var code = error.map(e -> String.valueOf(e.get("errcode"))).orElse("");
                return code.matches("\"M_[A-Z_]{1,60}\"") ? " " + code : "";
            } catch (JsonParseException noAnswerOfTheStandard) {
                return "";
            }
        }

        @Override
        public void abort() {
            Optional.ofNullable(running).ifPresent(HttpURLConnection::disconnect);
        }
    }
}

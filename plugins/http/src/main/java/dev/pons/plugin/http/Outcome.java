package dev.pons.plugin.http;

import dev.pons.spi.Attempt;
import dev.pons.spi.Delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * What a status means for a message: 2xx is for the format to judge, 408, 429 and 5xx may succeed
 * later, any other was refused for good (RFC 9110, section 15).
 */
final class Outcome {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private Outcome() {}

    static Delivery of(Response response, Attempt attempt) {
        int status = response.status();
        var message = response.message();
        if (status == 408 || status == 429 || status >= 500) {
            return Delivery.retry("the server answered " + status)
                    .with(message)
                    .after(pause(response));
        }
        if (status >= 400) {
            return Delivery.rejected("the server answered " + status).with(message);
        }
        if (status >= 300) {
            return Delivery.rejected(
                            "the server answered "
                                    + status
                                    + ", which points elsewhere and is not followed; write the"
                                    + " address that it names into url")
                    .with(message);
        }
        if (!response.whole()) {
            return Delivery.unknown(
                            "the server answered "
                                    + status
                                    + ", but its body broke off or is longer than max-answer"
                                    + " allows")
                    .with(message);
        }
        return response.body().length == 0
                ? Delivery.delivered().with(message)
                : attempt.judge(message);
    }

    /** RFC 9110, section 10.2.3: seconds, or a date. */
    private static Duration pause(Response response) {
        var asked = response.headers().getOrDefault("retry-after", "");
        if (asked.matches("[0-9]{1,9}")) {
            return shortest(Duration.ofSeconds(Long.parseLong(asked)));
        }
        try {
            var until = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME);
            return shortest(Duration.between(Instant.now(), until.toInstant()));
        } catch (DateTimeParseException none) {
            return Duration.ZERO;
        }
    }

    private static Duration shortest(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}

package dev.pons.core.engine;

import dev.pons.core.store.Content;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What became of a message, as its sender is told (decision 0013).
 *
 * @param reason in our words
 * @param variables of the message: what steps and replies let
 * @param response of the peer, to be passed on; content
 */
record Verdict(
        Kind kind, String reason, Map<String, String> variables, @Nullable Content response) {

    private static final Pattern CODED = Pattern.compile("([A-Za-z][A-Za-z0-9-]*): (.*)");

    /** Kinds. */
    enum Kind {
        /** What {@code acknowledge} asks for is done. */
        DONE,
        /** Ended on purpose, or for none of the destinations that were asked for. */
        DROPPED,
        /** A step said no. */
        REFUSED,
        /** Waits for a person before it is routed. */
        HELD,
        /** A destination did not get it, and will not without a person. */
        FAILED,
        /** Not known in time. */
        UNKNOWN
    }

    static final Verdict UNKNOWN = of(Kind.UNKNOWN, "result unknown yet");

    static Verdict of(Kind kind, String reason) {
        return new Verdict(kind, reason, Map.of(), null);
    }

    /** The receipt of a kept message, with this in it. */
    Receipt on(Receipt kept) {
        return switch (kind) {
            case DONE, DROPPED -> kept;
            case REFUSED ->
                    Receipt.of(Receipt.Kind.REFUSED, told(reason)).withId(kept.id().orElse(""));
            case HELD -> kept.failed(Problem.of("held", "it waits for a person")).unfinished();
            case FAILED -> kept.failed(Problem.of("not-delivered", reason));
            case UNKNOWN -> kept.unfinished();
        };
    }

    /** {@code CODE: words} of a refusing step, or words alone of one that failed. */
    private static Problem told(String reason) {
        var coded = CODED.matcher(reason);
        return coded.matches()
                ? Problem.of(coded.group(1), coded.group(2))
                : Problem.of("not-allowed", reason);
    }

    /** One word: {@code done, dropped, refused, held, failed, unknown}. */
    String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** For the record of the message. */
    String words() {
        return reason.isEmpty() ? word() : word() + ": " + reason;
    }

    @Override
    public String toString() {
        return words();
    }
}

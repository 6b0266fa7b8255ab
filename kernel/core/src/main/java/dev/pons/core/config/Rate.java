package dev.pons.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many at most in a second or a minute.
 *
 * @param count at least 1
 * @param per a second or a minute
 */
public record Rate(int count, Duration per) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})/(s|min)");

    /** What {@link #parse} takes, in words. */
    public static final String EXAMPLE = "write for example 50/s or 600/min";

    /** {@code 50/s}, {@code 600/min}; empty: it is none. */
    public static Optional<Rate> parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var per = match.group(2).equals("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        return Optional.of(new Rate(Integer.parseInt(match.group(1)), per));
    }

    /** The same per second. */
    public double perSecond() {
        return (double) count / per.toSeconds();
    }

    @Override
    public String toString() {
        return count + (per.toSeconds() == 1 ? "/s" : "/min");
    }
}

package dev.pons.core.language;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression that cannot hang a lane: after looking at 5,000,000 characters of one value
 * (some tens of milliseconds) it gives up, and the message fails. The limit counts looks, not time,
 * so a replay gives up at the same message. Compiled once; any thread.
 */
final class Regex {

    private static final int LOOKS = 5_000_000;

    private final Pattern pattern;

    /** {@code PatternSyntaxException}: an {@code IllegalArgumentException} for the author. */
    Regex(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** {@code RuntimeException}: the replacement names a group that is not there. */
    Regex replaceable(String replacement) {
        var matcher = Pattern.compile("(?:" + pattern.pattern() + ")|").matcher("");
        matcher.replaceAll(replacement);
        return this;
    }

    /** Something done with a matcher; its only limit is the number of looks. */
    @FunctionalInterface
    interface Use<R> {
        R with(Matcher matcher);
    }

    boolean find(String value) throws ProblemException {
        return use(value, Matcher::find);
    }

    <R> R use(String value, Use<R> use) throws ProblemException {
        try {
            return use.with(pattern.matcher(new Watched(value)));
        } catch (TooLong | StackOverflowError e) {
            throw new ProblemException(
                    Problem.of(
                            "internal",
                            "the regular expression needs too long for this value; write it"
                                    + " without repeated repetitions such as (a+)+"));
        }
    }

    private static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLong() {
            super("", null, false, false);
        }
    }

    private static final class Watched implements CharSequence {

        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

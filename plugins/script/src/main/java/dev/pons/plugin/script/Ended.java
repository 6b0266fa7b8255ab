package dev.pons.plugin.script;

import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;

/**
 * The script ends here, whatever it says: no {@code catch} of JavaScript takes an error of Java.
 */
final class Ended extends Error {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable StepResult result;

    private Ended(String words, @Nullable StepResult result) {
        super(words, null, false, result == null);
        this.result = result;
    }

    /** It went over a bound; own words with the remedy. */
    static Ended over(String words) {
        return new Ended(words, null);
    }

    /** It decided what becomes of the message. */
    static Ended with(StepResult result) {
        return new Ended("decided", result);
    }

    /** Null: it went over a bound. */
    @Nullable StepResult result() {
        return result;
    }
}

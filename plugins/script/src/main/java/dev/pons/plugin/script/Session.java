package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.Run;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.ScriptRuntime;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;

/** One script on one message: what it may use up, and what it is given. One thread. */
final class Session extends Context {

    /** Elements of an array that one built-in function goes through. */
    static final int MOST_ELEMENTS = 1_000_000;

    /** How seldom allocation is looked at, for that takes longer than to look at the time. */
    private static final int SELDOM = 8;

    private final Bounds bounds;
    private final @Nullable Run run;
    private final boolean e4x;
    private @Nullable SplittableRandom random;
    private @Nullable Told told;

    /** A problem that the script was told as an error, which it may catch. */
    record Told(EcmaError error, Problem problem) {}

    /** What it may use up. */
    private static final class Bounds {
        private final long memory;
        private final long begunWith = Allocated.bytes();
        private final long within;
        private final long deadline;
        private long texts;
        private int looks;

        private Bounds(long within, long memory) {
            this.within = within;
            this.memory = memory;
            this.deadline = System.nanoTime() + within;
        }
    }

    /** For a message. */
    Session(Sandbox sandbox, ScriptOptions options, Run run) {
        super(sandbox);
        this.bounds = new Bounds(options.within().toNanos(), options.memory());
        this.run = run;
        this.e4x = options.e4x();
        setLocale(Locale.ROOT);
        setTimeZone(TimeZone.getTimeZone(run.zone()));
    }

    /** To compile in, without a message. */
    Session(Sandbox sandbox, boolean e4x) {
        super(sandbox);
        this.bounds = new Bounds(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        this.run = null;
        this.e4x = e4x;
        setLocale(Locale.ROOT);
    }

    /** The one of this thread. */
    static Session of(Context context) {
        return (Session) context;
    }

    Run run() {
        if (run == null) {
            throw new IllegalStateException("no message is there");
        }
        return run;
    }

    boolean e4x() {
        return e4x;
    }

    /** The next number from 0 to below 1; the same ones whenever the message runs again. */
    double random() {
        var known = random;
        if (known == null) {
            long place = run().destination().map(String::hashCode).orElse(0);
            known = new SplittableRandom(run().seed() ^ (place * 0x9E3779B97F4A7C15L));
            random = known;
        }
        return known.nextDouble();
    }

    @Override
    protected void observeInstructionCount(int count) {
        soon();
    }

    /** Ends the script if its time is over; now and then also if it allocated too much. */
    void soon() {
        if (System.nanoTime() - bounds.deadline > 0) {
            throw Ended.over(
                    "the script takes longer than "
                            + bounds.within / 1_000_000
                            + " ms for this message; make it shorter, or allow more in the option"
                            + " within");
        }
        if (e4x || ++bounds.looks % SELDOM == 0) {
            allocated();
        }
    }

    /** Ends the script if its time is over or if it allocated too much. */
    void look() {
        soon();
        allocated();
    }

    private void allocated() {
        if (Allocated.bytes() - bounds.begunWith > bounds.memory) {
            throw tooMuch();
        }
    }

    /** Counts characters that only now come into being; ends the script if they are too many. */
    void charge(long characters) {
        if (characters > 0) {
            bounds.texts += characters;
            if (bounds.texts > bounds.memory || bounds.texts < 0) {
                throw tooMuch();
            }
        }
    }

    private Ended tooMuch() {
        return Ended.over(
                "the script allocates more than "
                        + (bounds.memory >> 20)
                        + " MB for this message; let it make less, or allow more in the option"
                        + " memory");
    }

    /** A problem of the message, as an error that the script may catch. */
    EcmaError tell(Problem problem) {
        var error = ScriptRuntime.constructError("Error", problem.toString());
        told = new Told(error, problem);
        return error;
    }

    /** The problem behind an error that nobody caught; null: it is the script's own. */
    @Nullable Problem problem(Throwable error) {
        var last = told;
        return last != null && last.error() == error ? last.problem() : null;
    }
}

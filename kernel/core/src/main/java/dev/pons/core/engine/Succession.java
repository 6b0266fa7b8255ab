package dev.pons.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one program of a channel follows another without a gap. What it replaces ends by itself
 * meanwhile, and can be waited for. One order at a time.
 */
final class Succession {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Parts parts;

    /** Of the parts of one channel. */
    Succession(Parts parts) {
        this.parts = parts;
    }

    /**
     * The next one runs from now on.
     *
     * @param opens its source is to be open
     * @return why it cannot, and the one before goes on; empty: it runs
     */
    List<String> follow(Program before, Program next, boolean opens) throws InterruptedException {
        boolean swaps = opens && !parts.entrance().runs(next.source());
        var longest = before.file().source().answer().within();
        if (swaps) {
            var refused = parts.entrance().swap(next.source(), longest);
            if (refused.isPresent()) {
                return List.of("the new version cannot start: " + refused.get());
            }
        }
        var left = replace(next);
        if (!left.isEmpty() && swaps) {
            parts.entrance().swap(before.source(), longest);
        }
        return left;
    }

    /**
     * Between two messages: steps and destinations are those of the next one. What it gives back is
     * why it cannot be.
     */
    List<String> replace(Program next) throws InterruptedException {
        var before = Optional.ofNullable(parts.current().program());
        parts.router().shut();
        try {
            parts.router().settle(PATIENCE);
            var left = before.isEmpty() ? List.<String>of() : parts.outlets().leftBehind(next);
            if (!left.isEmpty()) {
                return left;
            }
            before.ifPresent(parts.versions()::retire);
            parts.current().is(next);
        } finally {
            parts.router().open();
        }
        parts.outlets().swap(before, next);
        return List.of();
    }

    /** Programs that only older messages need are closed; made again when one needs them. */
    void dropRetired() {
        try {
            parts.router().shut();
            parts.versions().closeRetired();
            parts.router().open();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when nothing that was replaced lives or is used any more; false: not until then. */
    boolean awaitLeft(Instant until) throws InterruptedException {
        return parts.entrance().awaitLeft(left(until))
                && parts.outlets().awaitLeft(until)
                && parts.current().awaitLeft(left(until));
    }

    private static Duration left(Instant until) {
        var left = Duration.between(Instant.now(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }
}

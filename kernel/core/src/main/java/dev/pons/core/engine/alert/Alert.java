package dev.pons.core.engine.alert;

import dev.pons.core.control.AlertView;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One state that began and maybe ended, and who was told.
 *
 * @param number counts alerts of this engine
 * @param sign what began it
 * @param until when it ended; empty: it is still so
 * @param begin what became of the notice of its beginning
 * @param end what became of the notice of its end
 */
public record Alert(
        long number, Sign sign, Instant since, Optional<Instant> until, Told begin, Told end) {

    /** What became of a notice, and when. */
    public record Told(Kind kind, Instant at) {

        /** Kinds. */
        public enum Kind {
            /** Not taken yet. */
            WAITS,
            /** The target took it. */
            TOLD,
            /** The target took none for too long. */
            GIVEN_UP,
            /** Nobody is to be told. */
            NOBODY
        }

        Optional<Instant> told() {
            return kind == Kind.TOLD ? Optional.of(at) : Optional.empty();
        }
    }

    static Alert begins(long number, Sign sign, Instant now) {
        var told = new Told(sign.to().isEmpty() ? Told.Kind.NOBODY : Told.Kind.WAITS, now);
        return new Alert(number, sign, now, Optional.empty(), told, told);
    }

    boolean isActive() {
        return until.isEmpty();
    }

    Alert ends(Instant now) {
        return new Alert(number, sign, since, Optional.of(now), begin, new Told(end.kind(), now));
    }

    /** Something of it is still to be told. */
    boolean waits() {
        return begin.kind() == Told.Kind.WAITS || (!isActive() && end.kind() == Told.Kind.WAITS);
    }

    /** What became of one of its notices. */
    Alert with(boolean ends, Told told) {
        return ends
                ? new Alert(number, sign, since, until, begin, told)
                : new Alert(number, sign, since, until, told, end);
    }

    /** From its beginning until its end, or until now. */
    Duration length(Instant now) {
        return Duration.between(since, until.orElse(now));
    }

    AlertView view() {
        int lost = begin.kind() == Told.Kind.GIVEN_UP ? 1 : 0;
        return new AlertView(
                sign.of().kind(),
                sign.of().channel(),
                sign.of().destination(),
                sign.what(),
                sign.why(),
                sign.type(),
                since,
                until,
                sign.to(),
                begin.told(),
                isActive() ? Optional.empty() : end.told(),
                lost + (!isActive() && end.kind() == Told.Kind.GIVEN_UP ? 1 : 0));
    }
}

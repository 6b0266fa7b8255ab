package dev.pons.core.engine.alert;

import java.time.Duration;
import java.time.Instant;

/** That an alert began, or that it ended. */
record Notice(Alert alert, boolean ends) {

    /** Since when it is to be told. */
    Instant since() {
        return ends ? alert.until().orElseThrow() : alert.since();
    }

    /** {@code ended after 12 min: ...}, or what began; one line. */
    String headline() {
        return ends
                ? "ended after " + words(alert.length(alert.since())) + ": " + alert.sign().what()
                : alert.sign().what();
    }

    /** {@code 40 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
    static String words(Duration time) {
        long s = Math.max(0, time.toSeconds());
        if (s < 120) {
            return s + " s";
        }
        if (s < 7200) {
            return s / 60 + " min";
        }
        return s < 172_800
                ? s / 3600 + " h " + s % 3600 / 60 + " min"
                : s / 86_400 + " d " + s % 86_400 / 3600 + " h";
    }
}

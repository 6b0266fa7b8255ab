package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What a finished command left: exit code, both outputs, and how long it took. */
public record Result(int code, String out, String err, Duration time) {

    /** Both outputs, for a test that does not care which. */
    public String text() {
        return out + err;
    }

    /** This result, after a check that the exit code is 0. */
    public Result ok() {
        assertThat(code).as("exit code; it said:%n%s", text()).isZero();
        return this;
    }
}

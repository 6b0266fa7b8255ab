package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Retry;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Channel language section 7: {@code retry: { first: 1s, longest: 5m, jitter: yes }}. */
class PauseTest {

    @Test
    void doublesUpToTheLongest() {
        var retry = new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), false);
        assertThat(Pause.after(1, retry)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pause.after(2, retry)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Pause.after(5, retry)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Pause.after(10, retry)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Pause.after(1_000_000, retry)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void jitterOnlyShortens() {
        var retry = new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), true);
        for (int i = 0; i < 100; i++) {
            assertThat(Pause.after(3, retry))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        }
    }
}

package dev.pons.lis1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.lis1.Lis1.Checksum;
import dev.pons.lis1.Lis1.Role;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The options, and what is never said. */
class Lis1Test {

    private static Lis1 times(Duration reply, Duration contention) {
        var ten = Duration.ofSeconds(10);
        return new Lis1(Role.HOST, 240, Checksum.REQUIRED, 6, reply, ten, ten, contention);
    }

    @Test
    void timesAreLongerThanNothing() {
        assertThatThrownBy(() -> times(Duration.ZERO, Duration.ZERO))
                .hasMessage("option \"reply\" is longer than 0s");
        assertThatThrownBy(() -> times(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .hasMessage("option \"contention\" is 0s or longer");
    }

    @Test
    void aTimeForContentionReplacesThatOfTheRole() {
        var bench = new Bench(times(Duration.ofSeconds(1), Duration.ofSeconds(3)));
        bench.sends("L<CR>");
        bench.hears("<ENQ>");
        assertThat(bench.after(2.9)).isEmpty();
        assertThat(bench.after(0.1)).isEqualTo("<ENQ>");
    }

    @Test
    void aFrameDoesNotShowItsText() {
        var frame = new Frame(1, Ascii.bytes("canary"), true, Fault.NONE);
        assertThat(frame).hasToString("Frame[1, 6 bytes, NONE]");
    }
}

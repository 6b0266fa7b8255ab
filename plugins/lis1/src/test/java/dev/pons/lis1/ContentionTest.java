package dev.pons.lis1;

import static dev.pons.lis1.Ascii.last;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Payload;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** Both sides want to send (LIS01-A2, 6.2.7). */
class ContentionTest {

    private static final String L = last(1, "L|1<CR>");

    @Test
    void theAnalyzerAsksAgainAfterASecond() {
        var bench = new Bench(Given.analyzer());
        bench.sends("L|1<CR>");
        assertThat(bench.hears("<ENQ>")).isEmpty();
        assertThat(bench.after(0.9)).isEmpty();
        assertThat(bench.after(0.1)).isEqualTo("<ENQ>");
        assertThat(bench.hears("<ACK>")).isEqualTo(L);
    }

    @Test
    void theHostLetsTheAnalyzerSendFirst() {
        var bench = new Bench(Given.host());
        bench.sends("L|1<CR>");
        assertThat(bench.hears("<ENQ>")).isEmpty();
        assertThat(bench.after(1)).isEmpty();
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
        assertThat(bench.hears(last(1, "L|2<CR>"))).isEqualTo("<ACK>");
        assertThat(bench.hears("<EOT>")).as("its own turn").isEqualTo("<ENQ>");
        assertThat(bench.hears("<ACK>")).isEqualTo(L);
        assertThat(bench.hears("<ACK>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("message L|2<CR>", "sent");
    }

    @Test
    void theHostAsksAgainAfterTwentySecondsOfSilence() {
        var bench = new Bench(Given.host());
        bench.sends("L|1<CR>");
        bench.hears("<ENQ>");
        assertThat(bench.after(19.9)).isEmpty();
        assertThat(bench.after(0.1)).isEqualTo("<ENQ>");
    }

    @Test
    void itIsContentionToo_whenEnqComesBeforeTheOwnOneHasLeft() {
        var bench = new Bench(Given.host());
        bench.link.send(Payload.of(Ascii.bytes("L|1<CR>")), Instant.EPOCH);
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ENQ>");
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
    }

    @Test
    void aHostThatNeverGetsItsTurnSaysSo() {
        var bench = new Bench(Given.host());
        bench.sends("L|1<CR>");
        for (int n = 1; n < 6; n++) {
            bench.hears("<ENQ>");
            assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
            assertThat(bench.hears("<EOT>")).isEqualTo("<ENQ>");
        }
        assertThat(bench.hears("<ENQ>")).isEmpty();
        assertThat(bench.told)
                .containsExactly(
                        "NOT_SENT: the other side was busy, or wanted to send itself, each of the 6"
                                + " times that it was asked");
        assertThat(bench.hears("<ENQ>")).as("now it gets the line").isEqualTo("<ACK>");
    }

    @Test
    void whatWaitsForABusyReceiverIsSentBehindWhatThatSends() {
        var bench = new Bench(Given.host());
        bench.sends("L|1<CR>");
        bench.hears("<NAK>");
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
        bench.after(29);
        assertThat(bench.after(1)).as("it said nothing more").isEqualTo("<ENQ>");
        assertThat(bench.hears("<ACK>")).isEqualTo(L);
    }
}

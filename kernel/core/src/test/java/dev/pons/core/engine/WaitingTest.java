package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

/** Ids wait in order, whatever is taken and put back. */
class WaitingTest {

    @Test
    void keepsTheOrderOverGrowthAndReturns() {
        var waiting = new Waiting();
        LongStream.rangeClosed(1, 1000).forEach(waiting::add);
        assertThat(waiting.take(3)).containsExactly(1, 2, 3);
        waiting.back(new long[] {2, 3});
        assertThat(waiting.size()).isEqualTo(1000);
        waiting.arrived(1);
        assertThat(waiting.take(4)).containsExactly(2, 3, 4, 5);
        assertThat(waiting.isQuiet()).isFalse();
        waiting.arrived(4);
        assertThat(waiting.isQuiet()).isTrue();
        LongStream.rangeClosed(1001, 3000).forEach(waiting::add);
        assertThat(waiting.size()).isEqualTo(2995);
        assertThat(waiting.take(5000)).containsExactly(LongStream.rangeClosed(6, 3000).toArray());
        assertThat(waiting.take(1)).isEmpty();
    }
}

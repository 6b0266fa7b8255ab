package dev.pons.lis1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.EnumSet;

/** The table of moves as a whole. */
class StateTest {

    @ParameterizedTest
    @EnumSource(State.class)
    void eachStateIsReachedAndLeadsBackToNeutral(State from) {
        assertThat(reached(State.NEUTRAL)).contains(from);
        assertThat(reached(from)).contains(State.NEUTRAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"NEUTRAL", "DECIDING", "LEFT"},
            mode = EnumSource.Mode.EXCLUDE)
    void silenceEndsEachStateThatWaitsForTheLine(State state) {
        var move = state.on(Signal.TIME);
        assertThat(move).isNotNull();
        assertThat(move.to()).isNotEqualTo(state);
    }

    private static EnumSet<State> reached(State from) {
        var reached = EnumSet.of(from);
        for (boolean grows = true; grows; ) {
            grows = false;
            for (var state : EnumSet.copyOf(reached)) {
                for (var signal : Signal.values()) {
                    var move = state.on(signal);
                    grows |= move != null && reached.add(move.to());
                }
            }
        }
        return reached;
    }
}

package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** A file that is being copied is not read; one that rests is read at once. */
class SettlingTest {

    private static final long NOW = 1_000_000;
    private final Settling settling = new Settling();

    @Test
    void an_old_file_rests_at_the_first_look() {
        var looked = settling.look(Map.of("a", new Stat(3, NOW - 1_000, "1")), NOW);
        assertThat(looked.resting()).containsKey("a");
    }

    @Test
    void a_fresh_file_rests_when_two_looks_see_the_same() {
        var stat = new Stat(3, NOW, "1");
        assertThat(settling.look(Map.of("a", stat), NOW).moving()).containsExactly("a");
        assertThat(settling.look(Map.of("a", stat), NOW + 100).moving()).containsExactly("a");
        assertThat(settling.look(Map.of("a", stat), NOW + 200).resting()).containsKey("a");
    }

    @Test
    void a_growing_file_moves() {
        for (var i = 0; i < 10; i++) {
            var time = NOW + i * 300L;
            assertThat(settling.look(Map.of("a", new Stat(i, time, "1")), time).moving())
                    .containsExactly("a");
        }
    }

    @Test
    void a_file_from_the_future_rests_as_well() {
        var stat = new Stat(3, NOW + 999_999, "1");
        settling.look(Map.of("a", stat), NOW);
        assertThat(settling.look(Map.of("a", stat), NOW + 200).resting()).containsKey("a");
    }

    @Test
    void a_clock_that_was_set_back_does_not_stop_it() {
        var stat = new Stat(3, NOW, "1");
        settling.look(Map.of("a", stat), NOW);
        settling.look(Map.of("a", stat), NOW - 500_000);
        assertThat(settling.look(Map.of("a", stat), NOW - 499_800).resting()).containsKey("a");
    }

    @Test
    void a_file_is_gone_when_it_is_missing_for_a_while_and_that_is_said_once() {
        settling.look(Map.of("a", new Stat(3, NOW - 5_000, "1")), NOW);
        assertThat(settling.look(Map.of(), NOW + 10).moving()).containsExactly("a");
        assertThat(settling.look(Map.of(), NOW + 210).gone()).containsExactly("a");
        assertThat(settling.look(Map.of(), NOW + 420).gone()).isEmpty();
    }
}

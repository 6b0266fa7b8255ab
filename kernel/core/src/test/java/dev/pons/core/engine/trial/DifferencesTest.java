package dev.pons.core.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.TrialView.Difference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Kinds of differences, their counts, and what rules allow. */
class DifferencesTest {

    private final Differences differences = new Differences();

    private static Set<Comparison.Found> found(String place) {
        return Set.of(new Comparison.Found("lab", place, "is another"));
    }

    @Test
    void kindsAreCountedTheMostFrequentFirst() {
        differences.add("1-1", Set.of());
        differences.add("1-2", found("PID-5.1"));
        differences.add("1-3", found("OBX-5"));
        differences.add("1-4", found("OBX-5"));
        differences.passOver();
        var view = differences.view("adt", List.of(), Duration.ZERO);
        assertThat(view.compared()).isEqualTo(4);
        assertThat(view.alike()).isEqualTo(1);
        assertThat(view.passedOver()).isEqualTo(1);
        assertThat(view.differences())
                .extracting(Difference::place)
                .containsExactly("OBX-5", "PID-5.1");
        assertThat(view.differences().get(0).count()).isEqualTo(2);
        assertThat(view.differences().get(0).example()).isEqualTo("1-3");
    }

    @ParameterizedTest
    @CsvSource({
        "PID-5.1, true",
        "PID-5, true",
        "PID, true",
        "lab:PID-5.1, true",
        "lab, true",
        "PID-5.1.2, false",
        "PID-5.10, false",
        "PI, false",
        "PID-50, false",
        "xlab:PID-5.1, false",
        "OBX, false",
    })
    void aRuleAllowsAPlaceAndWhatIsBelowIt(String rule, boolean allowed) {
        differences.add("1-1", found("PID-5.1"));
        var view = differences.view("adt", List.of(rule), Duration.ZERO);
        assertThat(view.differences().get(0).allowed()).isEqualTo(allowed);
        assertThat(view.isOtherwise()).isEqualTo(!allowed);
    }

    /** A channel that changes everything everywhere does not fill the memory. */
    @Test
    void veryManyKindsBecomeOne() {
        for (int i = 0; i < 5_000; i++) {
            differences.add("1-" + i, found("X-" + i));
        }
        var view = differences.view("adt", List.of(), Duration.ZERO);
        assertThat(view.differences()).hasSize(501);
        assertThat(view.differences().get(0).what()).isEqualTo("other kinds");
        assertThat(view.differences().get(0).count()).isEqualTo(4_500);
    }
}

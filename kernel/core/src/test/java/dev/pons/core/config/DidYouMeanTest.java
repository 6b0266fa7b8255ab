package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class DidYouMeanTest {

    private static final List<String> NAMES =
            List.of("host", "port", "patience", "max-frame", "to");

    @ParameterizedTest
    @CsvSource({
        "hots, host",
        "Host, host",
        "hst, host",
        "hoost, host",
        "potr, port",
        "patient, patience",
        "max, max-frame",
        "maxframe, max-frame",
        "max_frame, max-frame",
        "ot, to"
    })
    void twoLettersOrTheBeginningAreNearEnough(String written, String meant) {
        assertThat(DidYouMean.of(written, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"timeout", "x", "frame", "''"})
    void whatIsFarGetsNoGuess(String written) {
        assertThat(DidYouMean.of(written, NAMES)).isEmpty();
    }

    @Test
    void theWordsEndAFault() {
        assertThat(DidYouMean.words("hots", NAMES)).isEqualTo("; did you mean \"host\"?");
        assertThat(DidYouMean.words("zzz", List.of("a-b", "c-d")))
                .isEqualTo("; choose one of a-b, c-d");
        assertThat(DidYouMean.words("zzz", List.of())).isEmpty();
    }
}

package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** What a message is found by, and what is told to the sender of one that is none. */
class IdentifyTest {

    @Test
    void aMessageIsFoundByControlIdTypeAndPatient() throws Exception {
        assertThat(Given.format().identify(Given.message(Given.ADT)))
                .isEqualTo(Map.of("id", "42", "type", "ADT^A01", "patient", "100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", "\r\n", "  ", "\ufeff\n"})
    void marksAndBlanksBeforeMshAreToleratedAndStay(String lead) throws Exception {
        var message = Given.message(lead + Given.ADT);
        assertThat(Given.format().identify(message)).containsEntry("id", "42");
        var tree = Given.tree(lead + Given.ADT);
        tree.set(tree.make(tree.root(), "PID-8"), Value.of("M"));
        assertThat(Given.text(tree)).isEqualTo(lead + Given.ADT.replace("|F|", "|M|"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "``                                    ! malformed   ! the message is empty",
                "PID|1                                 ! malformed   ! does not begin with MSH",
                "MSH                                   ! malformed   ! ends behind MSH",
                "MSH|                                  ! malformed   ! MSH-2 is empty",
                "MSH||||                               ! malformed   ! MSH-2 is empty",
                "MSH|^^~&|||||||A^B|1                  ! malformed   ! names one character twice",
                "MSH|^~|\\&|||||||A^B|1                ! missing     ! has no type",
                "MSHA^~\\&AAAAAAAA^BA1                 ! malformed   ! as a delimiter",
                "MSH|0000|||||||A^B|1                  ! malformed   ! as a delimiter",
                "MSH|^~\\&#$|||||||A^B|1               ! malformed   ! more than five",
                "MSH|^~\\&|||||||A^B                   ! missing     ! has no control id (MSH-10)",
                "MSH|^~\\&||||||||1                    ! missing     ! has no type (MSH-9)",
                "FHS|^~\\&|                            ! missing     ! FTS at its end",
                "BHS|^~\\&|                            ! missing     ! BTS at its end",
                "<?xml version='1.0'?>                 ! malformed   ! this is XML",
                "MSH|^~\\&|||||||A^B|1;PID|;text;NTE|  ! malformed   ! line 3 is no segment",
                "MSH|^~\\&|||||||A^B|1;;pid|1          ! malformed   ! line 3: segment names",
                "MSH|^~\\&|||||||A^B|1;PIDX|1          ! malformed   ! line 2 is no segment",
                "MSH|^~\\&|||||||A^B|1;MSH|^~\\&|      ! malformed   ! line 2 is a second MSH",
            })
    void whatIsNoMessageIsRefusedInWords(String text, String code, String words) {
        var refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> Given.format().identify(Given.message(text.replace(';', '\r'))));
        assertThat(refused.problems().get(0).code()).isEqualTo(code);
        assertThat(refused.problems().get(0).words()).contains(words);
    }

    @Test
    void oneFramedTwiceOrInUtf16IsRefusedInWords() {
        for (var text : new String[] {"\u000bMSH|^~\\&|", "\0M\0S\0H", "M\0S\0H\0"}) {
            var refused =
                    catchThrowableOfType(
                            ProblemException.class,
                            () -> Given.format().identify(Given.message(text)));
            assertThat(refused).hasMessageStartingWith("malformed");
        }
    }

    @Test
    void lenientTakesWhatOtherEnginesTake() throws Exception {
        var lenient = Given.format("UTF-8", true, Mode.ORIGINAL);
        var text = "MSH|^~\\&|\rtext\rPID|1||7\r";
        assertThat(lenient.identify(Given.message(text))).isEqualTo(Map.of("patient", "7"));
        var tree = Given.tree(text);
        tree.set(tree.make(tree.root(), "PID-3"), Value.of("8"));
        assertThat(Given.text(tree)).isEqualTo("MSH|^~\\&|\rtext\rPID|1||8\r");
    }
}

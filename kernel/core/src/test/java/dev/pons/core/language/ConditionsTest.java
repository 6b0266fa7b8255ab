package dev.pons.core.language;

import static dev.pons.core.language.Channel.holds;
import static dev.pons.core.language.Channel.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** channel-language.md, section 3: one test per line of its table. */
class ConditionsTest {

    @Test
    void aMapAllOfItsLinesMustHold() throws Exception {
        assertThat(holds("{ MSH-9.1: ADT, PV1-2: I }")).isTrue();
        assertThat(holds("{ MSH-9.1: ADT, PV1-2: E }")).isFalse();
    }

    @Test
    void someValueEqualsTheText() throws Exception {
        assertThat(holds("PV1-2: I")).isTrue();
        assertThat(holds("PV1-2: E")).isFalse();
        assertThat(holds("PID-3.1: 200")).as("any of the repetitions").isTrue();
        assertThat(holds("OBX-3: TXT")).as("any of the segments").isTrue();
    }

    @Test
    void someValueIsInTheList() throws Exception {
        assertThat(holds("PV1-2: [E, I]")).isTrue();
        assertThat(holds("PV1-2: [E, O]")).isFalse();
        assertThat(holds("PID-30: [exists, absent]")).isTrue();
    }

    @Test
    void someValueMatchesTheRegularExpressionWhichSearches() throws Exception {
        assertThat(holds("OBX-3.1: ~^PD")).isTrue();
        assertThat(holds("OBX-3.1: ~D.$")).isTrue();
        assertThat(holds("OBX-3.1: '~^D'")).as("quotes are often needed in YAML").isFalse();
    }

    @Test
    void aRegularExpressionThatNeverEndsFailsTheMessage() throws Exception {
        var channel = new Channel();
        var test = channel.compiler.condition(YamlText.read("PV1-2: ~^(a+a+)+\\1b$"));
        var flow = channel.flow("MSH|^~\\&\rPV1|1|" + "a".repeat(40) + "!\r");
        assertThatThrownBy(() -> test.of(flow))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("regular expression needs too long")
                .hasMessageNotContaining("aaaa");
    }

    @Test
    void existsEmptyDeletedAbsent() throws Exception {
        var channel = new Channel();
        var flow = channel.flow("MSH|^~\\&\rPID|1||\"\"|x\r");
        for (var line :
                new String[] {
                    "PID-4: exists",
                    "PID-2: empty",
                    "PID-3: deleted",
                    "PID-9: absent",
                    "PV1: absent",
                    "PID: exists"
                }) {
            var test = channel.compiler.condition(YamlText.read(line));
            assertThat(test.of(flow).holds()).as(line).isTrue();
        }
        for (var line :
                new String[] {
                    "PID-2: exists",
                    "PID-3: exists",
                    "PID-3: empty",
                    "PID-2: absent",
                    "PID-9: empty",
                    "PID-4: absent"
                }) {
            var test = channel.compiler.condition(YamlText.read(line));
            assertThat(test.of(flow).holds()).as(line).isFalse();
        }
    }

    @Test
    void aQuotedWordIsATextAndNotTheMatcher() throws Exception {
        assertThat(holds("PV1-2: \"exists\"")).isFalse();
        assertThat(holds("PV1-2: exists")).isTrue();
    }

    @Test
    void notNoValueMatches() throws Exception {
        assertThat(holds("PID-3.1: { not: 100 }")).as("one of them is").isFalse();
        assertThat(holds("PID-3.1: { not: 300 }")).isTrue();
        assertThat(holds("PV1-2: { not: [E, O] }")).isTrue();
        assertThat(holds("PID-40: { not: x }")).as("absent").isTrue();
        assertThat(holds("PV1-2: { not: absent }")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"over: 5, true", "over: 5.5, false", "under: 6, true", "under: 5.50, false"})
    void numbers(String matcher, boolean expected) throws Exception {
        assertThat(holds("OBX-5: { " + matcher + " }")).isEqualTo(expected);
    }

    @Test
    void whatIsNoNumberIsNeitherOverNorUnder() throws Exception {
        assertThat(holds("PV1-2: { over: 0 }")).isFalse();
        assertThat(holds("PV1-2: { under: 0 }")).isFalse();
        assertThat(holds("OBX-5: { over: 5, under: 5.2 }")).as("the same value").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "20240131113000+0000, true, false",
        "202401311229, true, false",
        "202401311230, false, false",
        "20240131, false, false",
        "20240130, true, false",
        "202402, false, true",
        "20240131123016, false, true",
        "20240131123015+0200, true, false",
        "soon, false, false",
    })
    void beforeAndAfterTheTimeInTheChannelsZoneKeepingPrecision(
            String time, boolean before, boolean after) throws Exception {
        var channel = new Channel();
        var flow = channel.flow("MSH|^~\\&\rPV1|" + time + "\r");
        var early = channel.compiler.condition(YamlText.read("PV1-1: { before: \"{now}\" }"));
        var late = channel.compiler.condition(YamlText.read("PV1-1: { after: \"{now}\" }"));
        assertThat(early.of(flow).holds()).isEqualTo(before);
        assertThat(late.of(flow).holds()).isEqualTo(after);
    }

    @Test
    void anyAllNotBooleansOverConditions() throws Exception {
        assertThat(holds("any: [ { PV1-2: E }, { MSH-9.2: A01 } ]")).isTrue();
        assertThat(holds("any: [ { PV1-2: E }, { MSH-9.2: A02 } ]")).isFalse();
        assertThat(holds("all: [ { PV1-2: I }, { MSH-9.2: A01 } ]")).isTrue();
        assertThat(holds("all: [ { PV1-2: I }, { MSH-9.2: A02 } ]")).isFalse();
        assertThat(holds("not: { PV1-2: E }")).isTrue();
        assertThat(holds("not: { PV1-2: I }")).isFalse();
    }

    @Test
    void everyAllValuesMatchAndThereIsAtLeastOne() throws Exception {
        assertThat(holds("every: { OBX-11: F }")).isTrue();
        assertThat(holds("every: { OBX-2: NM }")).isFalse();
        assertThat(holds("every: { ZZZ-1: F }")).isFalse();
    }

    @Test
    @DisplayName("path | mrn")
    void factsVariablesAndTheOriginalCanBeAsked() throws Exception {
        var channel = new Channel();
        var message =
                Message.of(Channel.ADT.getBytes(StandardCharsets.UTF_8)).with("peer", "10.0.0.1");
        var result =
                channel.run(
                        """
                        - let: { ward: "{PV1-3.1}" }
                        - { let: { other: x }, when: { PV1-2: never } }
                        - set: { PV1-2: E }
                        - keep: { ward: W1, var.ward: W1, meta.peer: ~^10, in.PV1-2: I, PV1-2: E }
                        - keep: { meta.file: absent, var.other: absent }
                        """,
                        channel.flow(message));
        assertThat(result.reason()).isEmpty();
    }

    @Test
    void theVerdictNamesTheLineThatDecidedAsWrittenInTheFile() throws Exception {
        assertThat(verdict("{ MSH-9.1: ADT, PV1-2: E }").decidedBy()).isEqualTo("PV1-2: E");
        assertThat(verdict("{ MSH-9.1: ADT, PV1-2: [I, E] }").decidedBy())
                .isEqualTo("MSH-9.1: ADT, PV1-2: [I, E]");
        assertThat(verdict("any: [ { PV1-2: E }, { MSH-9.2: A01 } ]").decidedBy())
                .isEqualTo("MSH-9.2: A01");
        assertThat(verdict("not: { PV1-2: \"I\" }").decidedBy()).isEqualTo("not: { PV1-2: \"I\" }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "PV1-2: { in: wards } # 1:14: no table \"wards\"; put wards.csv into the folder tables",
                "PV1-2: { ovr: 5 } # unknown matcher \"ovr\"; did you mean \"over\"?",
                "PV1-2: { over: many } # `over` takes a number",
                "PV1-2: { before: soon } # not a time",
                "PV1-2: {ward} # a text with braces stands in quotes",
                "PV1-2: ~( # not a regular expression",
                "PV1-2: # what must the value be?",
                "PV1-2: [] # an empty list never matches",
                "PV1_2: I # 1:1: not a path: PV1_2; write e.g. PID-5.1",
                "inpatient # a condition is a map of lines",
                "any: { PV1-2: I } # `any` takes a list of conditions",
                "every: { PV1-2: absent } # `every` asks values that are there",
            })
    void mistakesAreSaidWithTheirPlaceAndRemedy(String condition, String words) {
        var channel = new Channel();
        channel.compiler.condition(YamlText.read(condition));
        assertThat(channel.faults.list())
                .isNotEmpty()
                .anySatisfy(fault -> assertThat(fault.toString()).contains(words));
    }
}

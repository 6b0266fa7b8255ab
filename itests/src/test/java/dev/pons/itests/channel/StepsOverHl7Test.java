package dev.pons.itests.channel;

import static dev.pons.itests.channel.Line.after;
import static dev.pons.itests.channel.Line.faults;
import static dev.pons.itests.channel.Line.flow;
import static dev.pons.itests.channel.Line.run;
import static dev.pons.itests.channel.Line.segment;
import static dev.pons.itests.channel.Line.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.StepResult.Kind;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channel language, sections 4 and 5, over real HL7: a test for each line in scope. */
class StepsOverHl7Test {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '"',
            value = {
                "{PID-5.1 | lower | title}, {PID-5.2 | title} = Miller, Anna",
                "{{PID-5.1}} = {PID-5.1}}",
                "{PID-2} = \"\"",
                "{PID-2 | default('U')} = U",
                "{PID-11 | default('none')} = none",
                "{PID-8 | lower} = f",
                "{PID-8 | pad(3, '0')} = 00F",
                "{PID-5.1 | cut(3)} = MIL",
                "{PID-5.1 | replace('LL', 'L')} = MILER",
                "{PID-7 | regex('^(....)')} = 1970",
                "{PID-3[*].1 | count} = 3",
                "{PID-3[*].1 | last} = 300",
                "{OBX-5 | number(0)} = 6",
                "{PID-5.1 | base64} = TUlMTEVS",
                "\"{OBX(2=ED)-5 | hex}\" = 616263",
                "{NTE-3 | url} = about%20the%20visit",
                "{PID-8 | hash('md5')} = 800618943025315f869e4e1f09471012",
            })
    void templates(String template, String expected) throws Exception {
        assertThat(text(template)).isEqualTo(expected);
    }

    @Test
    @DisplayName("pipe | date")
    void timesKeepTheirPrecision() throws Exception {
        assertThat(text("{PID-7 | date(plus='1d')}")).isEqualTo("19700103");
        assertThat(text("{PID-7 | date(to='dd.MM.yyyy')}")).isEqualTo("02.01.1970");
        assertThat(text("{now | date(to='yyyy-MM-dd HH:mm')}")).isEqualTo("2024-01-31 12:30");
        assertThatThrownBy(() -> text("{PID-5.1 | date(to='yyyy')}"))
                .hasMessageContaining("PID-5.1");
    }

    @Test
    @DisplayName("pipe | need")
    void needNamesThePath() {
        assertThatThrownBy(() -> text("{PID-2 | need}")).hasMessageContaining("PID-2");
    }

    @Test
    void aValueIsEscapedForItsPlace() throws Exception {
        var steps = "- let: { v: 'a|b^c&d~e' }\n- set: { PID-5.2: '{v}' }";
        assertThat(segment("PID", 1, steps)).contains("MILLER^a\\F\\b\\S\\c\\T\\d\\R\\e^B&C");
        var back = steps + "\n- let: { x: '{PID-5.2}' }";
        var flow = flow(Line.ORU);
        run(back, flow);
        assertThat(flow.variables()).containsEntry("x", "a|b^c&d~e");
    }

    @Test
    @DisplayName("step | keep")
    void keepAndDropSayWhatDecided() throws Exception {
        assertThat(run("- keep: { PV1-2: I }", flow(Line.ORU)).kind()).isEqualTo(Kind.NEXT);
        var dropped = run("- drop: { PV1-2: I }", flow(Line.ORU));
        assertThat(dropped.kind()).isEqualTo(Kind.DROP);
        assertThat(dropped.reason()).contains("PV1-2: I");
        assertThat(run("- keep: { PV1-2: O }", flow(Line.ORU)).kind()).isEqualTo(Kind.DROP);
    }

    @Test
    @DisplayName("step | set")
    void setReadsTheMessageAsBeforeTheStep() throws Exception {
        var swap = "- set: { PID-5.1: '{PID-5.2}', PID-5.2: '{PID-5.1}' }";
        assertThat(segment("PID", 1, swap)).contains("|ANNA^MILLER^B&C|");
    }

    @Test
    void setOfAMissingSegmentIsAnErrorUnlessCreated() throws Exception {
        assertThatThrownBy(() -> after("- set: { PV2-3: x }")).hasMessageContaining("PV2");
        var created = after("- set: { PV2-3: x, create: true }");
        assertThat(created).contains("PV1|1|I|W1^101\nPV2|||x\nNTE|1||about");
        assertThat(after("- { set: { PV2-3: x }, create: true }")).isEqualTo(created);
    }

    @Test
    void setMakesFieldsComponentsAndRepetitionsThatAreMissing() throws Exception {
        assertThat(segment("PV1", 1, "- set: { PV1-7.2: DOC }"))
                .isEqualTo("PV1|1|I|W1^101||||^DOC");
        assertThat(segment("PV1", 1, "- set: { 'PV1-3[2].1': W2 }")).isEqualTo("PV1|1|I|W1^101~W2");
        assertThat(segment("PV1", 1, "- set: { PV1-3.2.2: x }")).isEqualTo("PV1|1|I|W1^101&x");
    }

    @Test
    void setBelowAParent() throws Exception {
        assertThat(after("- set: { 'OBR[2]/OBX[1]/NTE-3': changed }"))
                .contains("NTE|1||changed\n")
                .contains("NTE|1||fasting\n");
    }

    @Test
    @DisplayName("step | copy")
    void copyTakesRepetitionsAndComponentsAsTheyAre() throws Exception {
        assertThat(segment("PID", 1, "- copy: { PID-4: PID-3 }"))
                .startsWith("PID|1||100^^^KH^PI~200^^^GOV^SS~300^^^KH^MR|100^^^KH^PI~200");
        assertThat(segment("PV1", 1, "- copy: { PV1-7: PID-5 }"))
                .isEqualTo("PV1|1|I|W1^101||||MILLER^ANNA^B&C");
        assertThat(segment("PV1", 1, "- copy: { PV1-7: 'PID-3(5=MR)' }"))
                .isEqualTo("PV1|1|I|W1^101||||300^^^KH^MR");
    }

    @Test
    @DisplayName("step | move")
    void moveTakesAway() throws Exception {
        assertThat(segment("PID", 1, "- move: { PID-9: PID-5 }"))
                .startsWith(
                        "PID|1||100^^^KH^PI~200^^^GOV^SS~300^^^KH^MR||||19700102|F|MILLER^ANNA");
    }

    @Test
    @DisplayName("step | remove")
    void removeOfNoneIsFine() throws Exception {
        assertThat(after("- remove: [ZZ1, PID-30, 'OBX(3.1=XYZ)']")).isEqualTo(Line.ORU);
        assertThat(after("- remove: ['OBX[*]', 'NTE[*]']"))
                .doesNotContain("OBX")
                .doesNotContain("NTE");
        assertThat(segment("PID", 1, "- remove: ['PID-3(5=SS)']"))
                .startsWith("PID|1||100^^^KH^PI~300^^^KH^MR|");
    }

    @Test
    void removeKeepsThePlacesOfOtherFields() throws Exception {
        assertThat(segment("PID", 1, "- remove: [PID-7]")).endsWith("||MILLER^ANNA^B&C|||F|||\"\"");
    }

    /** A literal text of a template is structure; only values are escaped. */
    @Test
    void setMayWriteStructure() throws Exception {
        assertThat(segment("PV1", 1, "- set: { PV1-7: '{PID-8}^{PID-5.1}^&x' }"))
                .isEqualTo("PV1|1|I|W1^101||||F^MILLER^&x");
        assertThatThrownBy(() -> after("- set: { PV1-7.1: 'a^b' }"))
                .hasMessageContaining("delimiter that would end this place");
    }

    @Test
    @DisplayName("step | refuse")
    void refuseTellsTheSender() throws Exception {
        var refused = run("- refuse: { code: AE, text: 'not here' }", flow(Line.ORU));
        assertThat(refused.kind()).isEqualTo(Kind.REFUSE);
        assertThat(refused.reason()).contains("not here");
    }

    @Test
    @DisplayName("step | choose")
    void chooseTakesTheFirstThatHolds() throws Exception {
        var steps =
                """
                - choose:
                    - { when: { PV1-2: O }, steps: [ { set: { PV1-2: one } } ] }
                    - { when: { PV1-2: I }, steps: [ { set: { PV1-2: two } } ] }
                    - { steps: [ { set: { PV1-2: three } } ] }
                """;
        assertThat(segment("PV1", 1, steps)).startsWith("PV1|1|two|");
    }

    @Test
    void everyStepMayCarryWhen() throws Exception {
        assertThat(after("- { set: { PV1-2: X }, when: { PV1-2: O } }")).isEqualTo(Line.ORU);
        assertThat(after("- { remove: [PV1], when: { PV1-2: I } }")).doesNotContain("PV1");
    }

    @Test
    void whatIsWrongIsSaidWithoutAMessage() {
        assertThat(faults("- set: { PID-: x }")).singleElement().asString().contains("PID-");
        assertThat(faults("- set: { PID-5: '{PID-5 | uper}' }"))
                .singleElement()
                .asString()
                .contains("did you mean");
        assertThat(faults("- aggregate: { until: sometime }"))
                .singleElement()
                .asString()
                .contains("a number of messages");
    }
}

package dev.pons.core.language;

import static dev.pons.core.language.Channel.after;
import static dev.pons.core.language.Channel.faultsOf;
import static dev.pons.core.language.Channel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pons.core.config.Mark;
import dev.pons.core.language.Steps.StepFailure;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepResult.Kind;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

/** channel-language.md, section 5: the steps of this version. */
class StepsTest {

    private static StepResult run(String yaml) throws StepFailure {
        var channel = new Channel();
        return channel.run(yaml, channel.flow(Channel.ADT));
    }

    private static StepFailure failure(String yaml) {
        return catchThrowableOfType(StepFailure.class, () -> run(yaml));
    }

    @Test
    @DisplayName("step | drop")
    void keepAndDropFilterWithTheConditionThatDecidedRecorded() throws Exception {
        assertThat(run("- keep: { MSH-9.1: ADT }").kind()).isEqualTo(Kind.NEXT);
        assertThat(run("- drop: { MSH-9.1: ORU }").kind()).isEqualTo(Kind.NEXT);
        var kept = run("- keep: { MSH-9.1: ADT, PV1-2: [E, O] }");
        assertThat(kept.kind()).isEqualTo(Kind.DROP);
        assertThat(kept.reason()).isEqualTo("keep PV1-2: [E, O] at adt.yaml:1:3");
        assertThat(run("- drop: { MSH-9.1: ADT }").reason())
                .isEqualTo("drop MSH-9.1: ADT at adt.yaml:1:3");
    }

    @Test
    void everyStepMayCarryWhen() throws Exception {
        assertThat(
                        segment(
                                "PV1",
                                """
                                - set: { PV1-2: O }
                                  when: { MSH-9.1: ORU }
                                - when: { MSH-9.1: ADT }
                                  set: { PV1-3.1: W2 }
                                """))
                .isEqualTo("PV1|1|I|W2^101");
    }

    @Test
    void setTheRightSidesReadTheMessageAsBeforeTheStep() throws Exception {
        assertThat(segment("PID", "- set: { PID-5.1: \"{PID-5.2}\", PID-5.2: \"{PID-5.1}\" }"))
                .contains("|ANNA^MILLER|");
    }

    @Test
    void setEscapesValuesAndTakesTheStructureOfLiteralText() throws Exception {
        var channel = new Channel().knowing("x");
        var flow = channel.flow(Channel.ADT);
        flow.let("x", "a^b");
        channel.run("- set: { PV1-3: \"{var.x}^room\" }", flow);
        assertThat(Channel.text(flow.message())).contains("PV1|1|I|a\\S\\b^room");
    }

    @Test
    void setAMissingSegmentIsAnErrorUnlessCreateIsTrue() throws Exception {
        assertThat(failure("- set: { ZPI-2: x }"))
                .hasMessage(
                        "step 1 (set, adt.yaml:1:3): ZPI-2: not in the message; `create: true`"
                                + " would make it");
        assertThat(segment("ZPI", "- set: { ZPI-2: x, create: true }")).isEqualTo("ZPI||x");
        assertThat(segment("PV1", "- set: { PV1-5: x }"))
                .as("a missing field of a segment is made")
                .isEqualTo("PV1|1|I|W1^101||x");
    }

    @Test
    void writingIsTheFirstAndAStarMeansAll() throws Exception {
        assertThat(after("- set: { OBX-1: 9 }")).contains("OBX|9|NM", "OBX|2|ED", "OBX|3|TX");
        assertThat(after("- set: { \"OBX[*]-1\": 9 }"))
                .contains("OBX|9|NM", "OBX|9|ED", "OBX|9|TX");
        assertThat(after("- set: { \"OBX[*]-11\": C }"))
                .as("also where the field was not there")
                .contains("5.5||||||C", "abc||||||C", "OBX|3|TX|TXT||||||||C");
        assertThat(after("- set: { OBX(3.1=TXT)-5: x }")).contains("OBX|3|TX|TXT||x");
    }

    @Test
    void copyStructureWithRepetitionsNoEscapingLeftIsWhereItGoes() throws Exception {
        assertThat(segment("PID", "- copy: { PID-4: PID-3 }"))
                .startsWith("PID|1||100^^^KH^MR~200^^^GOV^SS|100^^^KH^MR~200^^^GOV^SS|MILLER");
        assertThat(after("- copy: { ZPI-1: ZZZ-1 }")).isEqualTo(after("- keep: { MSH: exists }"));
        assertThat(failure("- copy: { ZPI-1: PID-3 }")).hasMessageContaining("create: true");
    }

    @Test
    void copyFromTheOriginal() throws Exception {
        assertThat(
                        segment(
                                "PID",
                                """
                                - set: { PID-5: x }
                                - copy: { PID-9: in.PID-5 }
                                """))
                .contains("|x||19700102|F|MILLER^ANNA|");
    }

    @Test
    void moveEmptiesWhereItCameFrom() throws Exception {
        assertThat(segment("PID", "- move: { PID-4: PID-3 }"))
                .startsWith("PID|1|||100^^^KH^MR~200^^^GOV^SS|MILLER");
    }

    @Test
    void removeAllOfAPathAndRemovalOfNoneIsFine() throws Exception {
        assertThat(after("- remove: [ OBX, ZZZ, PID-40 ]")).doesNotContain("OBX").contains("PV1");
        assertThat(after("- remove: [ \"OBX[2]\" ]")).contains("OBX|1").doesNotContain("OBX|2");
        assertThat(segment("PID", "- remove: PID-3")).startsWith("PID|1|||");
    }

    @Test
    void removalOfNoneLeavesTheMessageUntouched() throws Exception {
        var channel = new Channel();
        var flow = channel.flow(Channel.ADT);
        channel.run("- remove: [ ZZZ ]", flow);
        assertThat(flow.message()).isSameAs(flow.original());
    }

    @Test
    @DisplayName("step | let")
    void letMessageVariables() throws Exception {
        var channel = new Channel();
        var flow = channel.flow(Channel.ADT);
        channel.run(
                """
                - let: { mrn: "{PID-3(5=MR).1 | need}", ward: "{PV1-3.1}" }
                - let: { both: "{mrn}@{ward}" }
                - set: { PID-2: "{both}" }
                """,
                flow);
        assertThat(flow.variables())
                .containsOnly(
                        Map.entry("mrn", "100"),
                        Map.entry("ward", "W1"),
                        Map.entry("both", "100@W1"));
        assertThat(Channel.text(flow.message())).contains("PID|1|100@W1|");
    }

    @Test
    void refuseTellsTheSenderNo() throws Exception {
        var result =
                run(
                        """
                        - refuse: { code: AE, text: "ward is not known here" }
                          when: { PV1-3.1: W1 }
                        """);
        assertThat(result.kind()).isEqualTo(Kind.REFUSE);
        assertThat(result.problem().orElseThrow()).hasToString("AE: ward is not known here");
    }

    @Test
    void chooseFirstMatch() throws Exception {
        String choose =
                """
                - choose:
                    - when: { PV1-2: E }
                      steps: [ { set: { PV1-4: emergency } } ]
                    - when: { PV1-2: I }
                      steps:
                        - let: { kind: inpatient }
                        - set: { PV1-4: "{kind}" }
                    - steps: [ { set: { PV1-4: other } } ]
                """;
        assertThat(segment("PV1", choose)).isEqualTo("PV1|1|I|W1^101|inpatient");
        assertThat(segment("PV1", "- set: { PV1-2: O }\n" + choose))
                .isEqualTo("PV1|1|O|W1^101|other");
        var dropped =
                run("- choose: [ { when: { PV1-2: I }, steps: [ { drop: { PID: exists } } ] } ]");
        assertThat(dropped.reason()).startsWith("drop PID: exists at adt.yaml:1:");
    }

    @Test
    void aFailureNamesTheStepItsPlaceAndThePathButNeverAValue() {
        var failure =
                failure(
                        """
                        - keep: { MSH-9.1: ADT }
                        - choose:
                            - when: { PV1-2: I }
                              steps:
                                - set: { PID-7: "{PID-5 | date}" }
                        """);
        assertThat(failure).hasMessage("step 2.1.1 (set, adt.yaml:5:11): PID-5: not a date");
        assertThat(failure.problems()).singleElement().extracting("code").isEqualTo("value");
    }

    @Test
    void whatCannotBeReadFailsInTheStepThatReads() {
        var channel = new Channel();
        assertThatThrownBy(() -> channel.run("- keep: { PID: exists }", channel.flow("hello")))
                .isInstanceOf(StepFailure.class)
                .hasMessage("step 1 (keep, adt.yaml:1:3): does not begin with MSH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- sett: { PID-1: x } # adt.yaml:1:3: no step \"sett\"; did you mean \"set\"?",
                "- frobnicate: x # no step \"frobnicate\"; install the plugin that has it",
                "- set: { in.PID-1: x } # `in.` is the message as it came in and cannot be changed",
                "- set: { meta.peer: x } # `meta.` is what the source said and cannot be changed",
                "- set: { now: x } # `now` cannot be changed",
                "- set: { PID-5: {PID-6} } # a template with braces stands in quotes",
                "- set: PID-5 # this step takes a map of paths and texts",
                "- set: { create: true } # this step takes a map of paths and texts",
                "- set: { PID-5: x, create: maybe } # `create` is true or false",
                "- set: { pid-5: x } # adt.yaml:1:10: not a path: pid-5",
                "- copy: { PID-5: PID-5 } # both paths are the same",
                "- copy: { PID-5: \"{PID-6}\" } # a path is expected here, without braces",
                "- copy: { PID-5: meta.peer } # use `set` with \"{meta.peer}\"",
                "- move: { PID-5: in.PID-6 } # cannot be changed",
                "- remove: [] # `remove` takes a list of paths",
                "- let: { now: x } # `now` has a meaning of its own",
                "- let: { a-b: x } # cannot name a variable",
                "- refuse: { code: AE } # `text` is missing",
                "- refuse: { code: AE, text: \"{PID-5}\" } # holds no values of the message",
                "- choose: { steps: [] } # `choose` takes a list",
                "- choose: [ { steps: [] }, { steps: [] } ] # only the last branch has no `when`",
                "- choose: [ { when: { PID: exists } } ] # `steps` is missing",
            })
    void mistakesAreSaidWithTheirPlaceAndRemedy(String line) {
        int at = line.indexOf(" # ");
        assertThat(faultsOf(line.substring(0, at)))
                .anySatisfy(fault -> assertThat(fault).contains(line.substring(at + 3)));
    }

    @Test
    void allMistakesAreSaidAtOnce() {
        assertThat(
                        faultsOf(
                                """
                                - keep: { PV1_2: I }
                                - set: { in.PID-5: "{PID-5 | uper}" }
                                - sett: x
                                """))
                .hasSize(4);
    }

    @Test
    void variablesOfADestinationStayThere() {
        var channel = new Channel();
        channel.compile("- let: { a: x }");
        var one = channel.compiler.forDestination(Channel.CONTEXT);
        var other = channel.compiler.forDestination(Channel.CONTEXT);
        one.steps(Channel.parts("- let: { b: \"{a}\" }"));
        assertThat(channel.faults.list()).isEmpty();
        other.template("{b}", Mark.whole("adt.yaml"), "text");
        assertThat(channel.faults.list()).hasSize(1);
    }

    @Test
    void theChannelIsToldWhichStepsItWaitsFor() {
        var channel = new Channel();
        channel.compile("- deidentify: x");
        assertThat(channel.compiler.missingSteps()).containsExactly("deidentify");
        channel.compiler.suggesting(Set.of("deidentify-all", "redact"));
        channel.compile("- redcat: x");
        assertThat(channel.faults.list())
                .anySatisfy(f -> assertThat(f.words()).contains("did you mean \"redact\"?"));
    }
}

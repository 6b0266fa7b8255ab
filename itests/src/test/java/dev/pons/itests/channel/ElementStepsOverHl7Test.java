package dev.pons.itests.channel;

import static dev.pons.itests.channel.Line.after;
import static dev.pons.itests.channel.Line.faults;
import static dev.pons.itests.channel.Line.flow;
import static dev.pons.itests.channel.Line.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.StepResult.Kind;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Channel language, section 5, over real HL7: each, add, renumber, new. */
class ElementStepsOverHl7Test {

    private static List<String> lines(String name, String steps) throws Exception {
        return after(steps).lines().filter(line -> line.startsWith(name)).toList();
    }

    @Test
    @DisplayName("step | each")
    void eachRunsOncePerElementAndItsPathIsTheCurrentOne() throws Exception {
        var steps =
                """
                - each: OBX
                  steps:
                    - set: { OBX-4: "{index} of {count}", OBX-6: "{PID-8}" }
                    - set: { OBX-8: "{NTE-3}" }
                      when: { OBX-2: NM }
                """;
        assertThat(lines("OBX", steps))
                .containsExactly(
                        "OBX|1|NM|GLU^Glucose|1 of 3|5.5|F||about the visit|||F",
                        "OBX|2|ED|PDF^Report|2 of 3|abc|F|||||P",
                        "OBX|1|NM|CRP|3 of 3|12|F||about the visit|||F");
    }

    @Test
    void eachOfOneKindIsChosenByContent() throws Exception {
        var steps = "- each: OBX(2=NM)\n  steps: [ { set: { OBX-11: C } } ]";
        assertThat(lines("OBX", steps))
                .containsExactly(
                        "OBX|1|NM|GLU^Glucose||5.5|mmol/l|||||C",
                        "OBX|2|ED|PDF^Report||abc||||||P",
                        "OBX|1|NM|CRP||12||||||C");
    }

    @Test
    void eachInsideEachIsBelowTheOuterOne() throws Exception {
        var steps =
                """
                - each: OBR
                  steps:
                    - each: OBR/OBX
                      steps:
                        - set: { OBX-4: "{OBR-4}.{index}" }
                """;
        assertThat(lines("OBX", steps))
                .extracting(line -> line.split("\\|")[4])
                .containsExactly("GLU.1", "GLU.2", "CRP.1");
    }

    @Test
    void eachRepetitionOfAField() throws Exception {
        var steps = "- each: PID-3\n  steps: [ { set: { PID-3.2: \"{index}\", PID-3.5: X } } ]";
        assertThat(lines("PID", steps).get(0)).contains("|100^1^^KH^X~200^2^^GOV^X~300^3^^KH^X|");
    }

    @Test
    void removeOfTheCurrentOneTakesItOut() throws Exception {
        var steps = "- each: OBX\n  steps: [ { remove: [ OBX ], when: { OBX-11: P } } ]";
        assertThat(lines("OBX", steps)).hasSize(2).noneMatch(line -> line.contains("PDF"));
    }

    @Test
    void eachOfNothingDoesNothing() throws Exception {
        var flow = flow(Line.ORU);
        run("- each: ZZZ\n  steps: [ { set: { PID-5: x } } ]", flow);
        assertThat(flow.message()).isSameAs(flow.original());
    }

    @Test
    void eachRefusesOrHoldsTheWholeMessage() throws Exception {
        var refuse =
                "- each: OBX\n  steps: [ { refuse: { code: AE, text: no }, when: { OBX-11: P } } ]";
        assertThat(run(refuse, flow(Line.ORU)).kind()).isEqualTo(Kind.REFUSE);
    }

    @Test
    void aFailureInsideEachNamesTheInnerStep() {
        var steps = "- each: OBX\n  steps: [ { let: { x: \"{OBX-5 | number}\" } } ]";
        assertThatThrownBy(() -> run(steps, flow(Line.ORU)))
                .hasMessageContaining("step 1.1 (let")
                .hasMessageContaining("OBX-5: not a number");
    }

    @Test
    @DisplayName("step | add")
    void addPutsASegmentWhereTheOrderOfTheStandardHasIt() throws Exception {
        var steps =
                """
                - each: OBX
                  steps:
                    - add: { segment: NTE, under: OBX, set: { NTE-1: 9, NTE-3: "critical {OBX-3.1}" } }
                      when: { OBX-2: NM }
                """;
        assertThat(after(steps).lines().skip(4))
                .containsExactly(
                        "OBR|1|A1||GLU",
                        "OBX|1|NM|GLU^Glucose||5.5|mmol/l|||||F",
                        "NTE|1||fasting",
                        "NTE|2||repeated",
                        "NTE|9||critical GLU",
                        "OBX|2|ED|PDF^Report||abc||||||P",
                        "OBR|2|A2||CRP",
                        "OBX|1|NM|CRP||12||||||F",
                        "NTE|1||second order",
                        "NTE|9||critical CRP");
    }

    @Test
    void addAtTheStartGoesBeforeTheOthers() throws Exception {
        var steps =
                "- add: { segment: NTE, under: \"OBR[2]/OBX\", at: start, set: { NTE-3: first } }";
        assertThat(after(steps))
                .endsWith("OBX|1|NM|CRP||12||||||F\nNTE|||first\nNTE|1||second order\n");
    }

    @Test
    void addWithoutAParentGoesWhereItBelongs() throws Exception {
        assertThat(after("- add: { segment: PV2, set: { PV2-3: x } }"))
                .contains("PV1|1|I|W1^101\nPV2|||x\n");
        assertThat(after("- add: { segment: OBX, under: \"OBR[1]\", set: { OBX-3: NEW } }"))
                .contains("OBX|2|ED|PDF^Report||abc||||||P\nOBX|||NEW\nOBR|2");
        assertThatThrownBy(() -> after("- add: { segment: NTE, under: ZZZ }"))
                .hasMessageContaining("ZZZ: not in the message");
    }

    @Test
    void addARepetition() throws Exception {
        assertThat(lines("PID", "- add: { repeat: PID-3, set: { PID-3.1: 9, PID-3.5: X } }").get(0))
                .contains("~300^^^KH^MR~9^^^^X|");
        assertThat(lines("PID", "- add: { repeat: PID-3, at: start, set: { PID-3: 9 } }").get(0))
                .contains("|9~100^^^KH^PI~");
        assertThat(lines("PID", "- add: { repeat: PID-13, set: { PID-13: 0800 } }").get(0))
                .endsWith("|||\"\"||0800");
    }

    @Test
    void theRightSidesOfAddReadTheMessageAsBeforeTheStep() throws Exception {
        var steps = "- add: { segment: OBX, set: { OBX-1: \"{OBX[*]-1 | count}\" } }";
        assertThat(lines("OBX", steps)).last().isEqualTo("OBX|3");
    }

    @Test
    @DisplayName("step | renumber")
    void renumberStartsAgainInEachParent() throws Exception {
        var steps =
                """
                - remove: [ "OBX[1]" ]
                - set: { "OBX[*]-1": 7 }
                - renumber: { OBX-1: OBR, OBR-1: PID }
                """;
        assertThat(lines("OB", steps))
                .containsExactly(
                        "OBR|1|A1||GLU",
                        "OBX|1|ED|PDF^Report||abc||||||P",
                        "OBR|2|A2||CRP",
                        "OBX|1|NM|CRP||12||||||F");
        assertThat(lines("OBX", "- renumber: { OBX-1: MSH }"))
                .extracting(line -> line.substring(0, 5))
                .containsExactly("OBX|1", "OBX|2", "OBX|3");
    }

    @Test
    @DisplayName("step | new")
    void newMakesAMessageWithHeaderTimeAndControlId() throws Exception {
        var steps =
                """
                - new: { as: MDM^T02, version: "2.3.1", set: { PID-3: "{PID-3(5=MR).1}", TXA-2: DS, MSH-3: PONS } }
                - set: { PID-5: "{in.PID-5.1}" }
                """;
        assertThat(after(steps))
                .isEqualTo(
                        "MSH|^~\\&|PONS||||20240131123015+0100||MDM^T02|1-1|P|2.3.1||||||UNICODE UTF-8\n"
                                + "PID|||300||MILLER\nTXA||DS\n");
    }

    private static List<String> split(String step) throws Exception {
        return run(step, flow(Line.ORU)).parts().stream()
                .map(part -> new String(bytes(part), StandardCharsets.UTF_8).replace('\r', '\n'))
                .toList();
    }

    private static byte[] bytes(Message part) {
        try {
            return part.body().toBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void splitMakesAMessagePerElementWithWhatIsBelowItAndWhatIsKept() throws Exception {
        var parts = split("- split: { by: OBR, keep: [MSH, PID] }");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).lines().map(l -> l.substring(0, 5)))
                .containsExactly("MSH|^", "PID|1", "OBR|1", "OBX|1", "NTE|1", "NTE|2", "OBX|2");
        assertThat(parts.get(1).lines().map(l -> l.substring(0, 5)))
                .containsExactly("MSH|^", "PID|1", "OBR|2", "OBX|1", "NTE|1");
    }

    @Test
    void splitWithoutKeepLeavesWhatIsOutsideOfTheElements() throws Exception {
        var parts = split("- split: { by: OBX(2=ED) }");
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0)).isEqualTo(Line.ORU);
        assertThat(split("- split: { by: OBX }").get(2))
                .contains("OBR|1", "OBR|2", "OBX|1|NM|CRP", "NTE|1||about", "second order")
                .doesNotContain("GLU^", "fasting", "PDF");
        assertThat(split("- split: { by: ZZZ }")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- each: OBX # `steps` is missing; it stands beside `each`",
                "- each: obx\n  steps: [] # obx is not a path; write OBX",
                "- each: in.OBX\n  steps: [] # `in.` is the message as it came in",
                "- each: OBX\n  steps: [ { keep: { OBX-2: NM } } ] # put it before or behind `each`",
                "- each: OBX\n  steps: [ { set: { index: 1 } } ] # `index` cannot be changed",
                "- set: { PID-2: \"{index}\" } # index is not a path",
                "- add: { segment: NTE, repeat: PID-3 } # say what is added with one of",
                "- add: { segment: NTE, undr: OBX } # unknown option \"undr\"; did you mean \"under\"?",
                "- add: { segment: NTE, at: middle } # `at` is one of end, start",
                "- renumber: OBX-1 # this step takes a map",
                "- renumber: { OBX: OBR } # is no place inside an element",
                "- new: { format: hl7v3, as: X } # no format \"hl7v3\"",
                "- new: { set: { PID-5: x } } # `as` is a message type such as MDM^T02",
                "- split: { } # `by` is missing",
                "- split: { by: OBX, kep: [MSH] } # unknown option \"kep\"; did you mean \"keep\"?",
                "- convert: { to: hl7v2 } # the message is hl7v2 already",
                "- convert: { to: jsn } # no format \"jsn\"",
                "- validate: strict # `validate` takes no options",
            })
    void mistakesAreSaidWithTheirRemedy(String line) {
        int at = line.indexOf(" # ");
        assertThat(faults(line.substring(0, at)))
                .anySatisfy(fault -> assertThat(fault).contains(line.substring(at + 3)));
    }
}

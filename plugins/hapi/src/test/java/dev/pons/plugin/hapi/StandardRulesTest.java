package dev.pons.plugin.hapi;

import static dev.pons.plugin.hapi.Given.ADT;
import static dev.pons.plugin.hapi.Given.EVN;
import static dev.pons.plugin.hapi.Given.MSH;
import static dev.pons.plugin.hapi.Given.PID;
import static dev.pons.plugin.hapi.Given.PV1;
import static dev.pons.plugin.hapi.Given.findings;
import static dev.pons.plugin.hapi.Given.lengths;
import static dev.pons.plugin.hapi.Given.places;
import static dev.pons.plugin.hapi.Given.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** {@code conformance: {}}: the model of the version in MSH-12. */
class StandardRulesTest {

    private static final String ORU = MSH.replace("ADT^A01^ADT_A01", "ORU^R01");

    @Test
    void aMessageAsTheStandardHasItPassesAsItIs() throws Exception {
        assertThat(findings(standard(), ADT + "ZZZ|x\r")).isEmpty();
    }

    @Test
    void allFindingsComeAtOnceWithTheirPlaces() throws Exception {
        assertThat(findings(standard(), MSH + "EVN\rPID|1||||\"\"\rIN2|1\r"))
                .containsExactly(
                        "missing EVN-2: the field is required",
                        "missing PID-3: the field is required",
                        "missing PV1: this segment is required in ADT_A01",
                        "value IN2: the message has no place for this segment here");
    }

    @Test
    void aGroupAsksForItsSegments() throws Exception {
        assertThat(findings(standard(), ORU))
                .containsExactly("missing PID: a group PATIENT_RESULT is required in ORU_R01");
        assertThat(places(standard(), ORU + PID + "ORC|RE\r")).containsExactly("missing OBR");
    }

    @Test
    void placesCountSegmentsRepetitionsComponentsAndSubcomponents() throws Exception {
        var obr = "OBR|1|||K^Kalium\r";
        assertThat(
                        places(
                                standard(),
                                ORU
                                        + PID.replace("19700102", "2026-11-22")
                                        + obr
                                        + "OBX|1|NM|K||4,1||||||F\r"
                                        + obr
                                        + "OBX|2|NM|K||1~2~x||||||F\r"
                                        + "OBX|x|SN|K||>^4||||||F\r"
                                        + "OBX|4|XPN|K||A^B^^^^^^^^^^2026-13||||||F\r"))
                .containsExactly(
                        "value PID-7.1",
                        "value OBX-5",
                        "value OBX[2]-5[3]",
                        "value OBX[3]-1",
                        "value OBX[4]-5.12.1");
    }

    @Test
    void repetitionsHaveTheirBounds() throws Exception {
        assertThat(findings(standard(), ADT.replace("|F\r", "|F~M\r")))
                .containsExactly("value PID-8[2]: the field may stand once");
    }

    @Test
    void lengthsCountWhereTheyAreAskedFor() throws Exception {
        var text = ADT.replace("|42|", "|123456789012345678901|");
        assertThat(findings(standard(), text)).isEmpty();
        assertThat(findings(lengths(), text))
                .containsExactly("too-long MSH-10: the length is 20 at most");
    }

    @Test
    void theDataTypeOfAValueIsInItsSegmentOrAFinding() throws Exception {
        var begin = ORU + PID + "OBR|1|||K^Kalium\r";
        assertThat(
                        findings(
                                standard(),
                                begin
                                        + "OBX|1|QQ|K||a||||||F\r"
                                        + "OBX|2||K||a||||||F\r"
                                        + "OBX|3||K||||||||F\r"))
                .containsExactly(
                        "value OBX-2: the version has no such data type",
                        "missing OBX[2]-2: the data type is required where OBX-5 has a value");
    }

    @Test
    void theVersionIsThatOfTheMessageOrTheOneBefore() throws Exception {
        for (var version : Model.VERSIONS) {
            assertThat(places(standard(), ADT.replace("|2.5\r", "|" + version + "\r")))
                    .as(version)
                    .doesNotContain("unsupported MSH-12", "unsupported MSH-9");
        }
        assertThat(findings(standard(), ADT.replace("|2.5\r", "|2.9\r")))
                .isEqualTo(findings(standard(), ADT.replace("|2.5\r", "|2.8.1\r")));
        for (var none : new String[] {"", "2", "3.0", "2.0", "x"}) {
            assertThat(places(standard(), ADT.replace("|2.5\r", "|" + none + "\r")))
                    .containsExactly("unsupported MSH-12");
        }
    }

    @Test
    void aTypeWithoutStructureIsAFindingAndItsSegmentsAreCheckedAllTheSame() throws Exception {
        assertThat(places(standard(), MSH.replace("ADT^A01^ADT_A01", "QQQ^Q01") + "EVN\r"))
                .containsExactly("unsupported MSH-9", "missing EVN-2");
        // MSH-9.3 that the version does not have: the event says it
        assertThat(findings(standard(), ADT.replace("A01^ADT_A01", "A04^ADT_A04"))).isEmpty();
    }

    @Test
    void codesAreLookedUpInTablesOfTheSite() throws Exception {
        var options = Given.options(Optional.empty(), false, Map.of("1", "sexes"));
        var step = Given.step(options);
        assertThat(findings(step, ADT)).isEmpty();
        assertThat(findings(step, ADT.replace("|F\r", "|Q\r")))
                .containsExactly("unknown-code PID-8: the table sexes has no such code");
        // coded elements name their table
        var result = ORU + PID + "OBR|1|||K\rOBX|1|CE|K||Q^x^HL70001^F^y^HL70001||||||F\r";
        assertThat(findings(step, result))
                .containsExactly("unknown-code OBX-5.1: the table sexes has no such code");
    }

    @Test
    void aTableThatIsNotThereIsToldWithItsName() {
        var options = Given.options(Optional.empty(), false, Map.of("0001", "gone"));
        var flow = Given.flow(Given.message(ADT));
        assertThatThrownBy(() -> Given.step(options).apply(flow.message(), flow))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "internal: there is no table gone; put gone.csv into the folder tables");
    }

    @Test
    void tablesAreToldOnce() {
        var twice = Map.of("1", "sexes", "HL70001", "sexes");
        var options = Given.options(Optional.empty(), false, twice);
        assertThatThrownBy(() -> Given.step(options)).hasMessageContaining("stands twice");
        var blank = Given.options(Optional.empty(), false, Map.of("1", " "));
        assertThatThrownBy(() -> Given.step(blank)).hasMessageContaining("name of a code table");
    }

    @Test
    void whoTriesTheChannelSeesTwentyFindingsAndHowManyMore() throws Exception {
        var wrong = "OBX|x|ST|K||a||||||F\r";
        var notes = new ArrayList<String>();
        var text = ORU + PID + "OBR|1|||K\r" + wrong.repeat(33);
        var flow = Given.flow(Given.message(text), new Notes(notes));
        assertThatThrownBy(() -> standard().apply(flow.message(), flow))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problems()).hasSize(33));
        assertThat(notes)
                .hasSize(21)
                .startsWith("value at OBX-1: a set id is a number without a sign")
                .endsWith("and 13 more findings");
    }

    @Test
    void afterThousandFindingsTheRestIsCounted() throws Exception {
        var wrong = "OBX|x|ST|K||a||||||F\r";
        var all = findings(standard(), ORU + PID + "OBR|1|||K\r" + wrong.repeat(1_013));
        assertThat(all)
                .hasSize(1_001)
                .last()
                .isEqualTo("value -: and 13 more, which are not listed");
    }

    @Test
    void aMessageWithMorePartsThanHapiMayReadFails() throws Exception {
        int parts = (int) ADT.chars().filter(c -> "|~^&".indexOf(c) >= 0).count();
        var enough = new ConformanceOptions(Optional.empty(), false, Map.of(), parts);
        assertThat(findings(Given.step(enough), ADT)).isEmpty();
        var few = new ConformanceOptions(Optional.empty(), false, Map.of(), parts - 1);
        assertThat(findings(Given.step(few), ADT))
                .singleElement()
                .asString()
                .startsWith("too-long -: ")
                .endsWith("the option parts allows more");
    }

    @Test
    void delimitersAndLineEndsAreThoseOfTheMessage() throws Exception {
        var other = ADT.replace("^~\\&", "*%!?").replace('^', '*').replace("|F\r", "|F%M\r");
        assertThat(places(standard(), other.replace("\r", "\r\n")))
                .containsExactly("value PID-8[2]");
    }

    @Test
    void whatIsNoSingleMessageFails() throws Exception {
        assertThat(findings(standard(), "BHS|^~\\&\r" + ADT + "BTS|1\r"))
                .singleElement()
                .asString()
                .contains("this is a batch");
        assertThat(findings(standard(), ADT + ADT)).singleElement().asString().contains("batch");
    }

    @Test
    void aSegmentThatTheVersionDoesNotHaveIsAFindingUnlessItBeginsWithZ() throws Exception {
        assertThat(findings(standard(), ADT + "XYZ|1\rZYX|1\r"))
                .containsExactly("value XYZ: the version has no such segment");
    }

    @Test
    void lengthsAndAProfileDoNotGoTogether() {
        var both = Given.options(Optional.of(Given.PROFILE), true, Map.of());
        assertThatThrownBy(() -> Given.step(both)).hasMessageContaining("leave out one of the two");
    }

    @Test
    void evnIsRead() throws Exception {
        assertThat(findings(standard(), MSH + EVN.replace("20261122", "yesterday") + PID + PV1))
                .containsExactly(
                        "value EVN-2.1: a time is YYYYMMDDHHMMSS, from the left as far as it is"
                                + " known");
    }
}

package dev.pons.plugin.hapi;

import static dev.pons.plugin.hapi.Given.ADT;
import static dev.pons.plugin.hapi.Given.EVN;
import static dev.pons.plugin.hapi.Given.MSH;
import static dev.pons.plugin.hapi.Given.PID;
import static dev.pons.plugin.hapi.Given.PROFILE;
import static dev.pons.plugin.hapi.Given.PV1;
import static dev.pons.plugin.hapi.Given.findings;
import static dev.pons.plugin.hapi.Given.places;
import static dev.pons.plugin.hapi.Given.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code conformance: { profile: adt-a01.xml }}: what a profile asks of a message. */
class ProfileRulesTest {

    private static final Step STEP = profile(PROFILE);

    @TempDir Path folder;

    private Step changed(String from, String to) throws IOException {
        var text = Files.readString(PROFILE);
        assertThat(text).contains(from);
        return profile(Files.writeString(folder.resolve("changed.xml"), text.replace(from, to)));
    }

    /** The line of the profile that has a text, as findings name it. */
    private static String at(String file, String text) throws IOException {
        var lines = Files.readAllLines(PROFILE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return " (" + file + ":" + (i + 1) + ")";
            }
        }
        throw new AssertionError("no such line");
    }

    private static String at(String text) throws IOException {
        return at("adt-a01.xml", text);
    }

    @Test
    void aMessageAsTheProfileHasItPasses() throws Exception {
        assertThat(findings(STEP, ADT)).isEmpty();
        assertThat(findings(STEP, MSH + EVN + PID + "ZPI|12\r" + PV1)).isEmpty();
    }

    @Test
    void aFindingNamesThePlaceAndTheLineOfTheProfile() throws Exception {
        assertThat(findings(STEP, ADT.replace("MILLER^ANNA", "")))
                .containsExactly("missing PID-5: required" + at("Name=\"Patient Name\""));
    }

    @Test
    void requiredElementsOfEveryKindAreMissed() throws Exception {
        assertThat(places(STEP, MSH + EVN + PID)).containsExactly("missing PV1");
        assertThat(places(STEP, ADT.replace("100^^^A^MR", ""))).containsExactly("missing PID-3");
        assertThat(places(STEP, ADT.replace("100^^^A^MR", "^^^A^MR")))
                .containsExactly("missing PID-3.1");
        assertThat(places(STEP, ADT.replace("100^^^A^MR", "100^^^&x^MR")))
                .containsExactly("missing PID-3.4.1", "not-allowed PID-3.4.2");
        // in a group that is there
        assertThat(places(STEP, ADT + "IN1|1|P\r")).containsExactly("missing IN1-3");
    }

    @Test
    void whatMayBeEmptyIsOptionalConditionalOrForOlderVersionsMayBeMissing() throws Exception {
        assertThat(findings(STEP, ADT.replace("|19700102|F", ""))).isEmpty(); // RE, C
        assertThat(findings(STEP, ADT.replace("EVN|", "EVN|A01"))).isEmpty(); // B
    }

    @Test
    void unsupportedElementsOfEveryKindAreFound() throws Exception {
        assertThat(findings(STEP, ADT.replace("PID|1||", "PID|1|7|")))
                .containsExactly("not-allowed PID-2: usage X" + at("Name=\"Patient ID\""));
        assertThat(places(STEP, ADT.replace("|A|B|", "|A^1.2^ISO|B|")))
                .containsExactly("not-allowed MSH-3.2", "not-allowed MSH-3.3");
        assertThat(places(STEP, MSH + EVN + PID + "ROL|1\r" + PV1))
                .containsExactly("not-allowed ROL");
    }

    @Test
    void whatTheProfileDoesNotNameIsFound() throws Exception {
        assertThat(findings(STEP, ADT.replace("|F\r", "|F|X\r")))
                .containsExactly("not-allowed PID-9: not in the profile" + at("Name=\"PID\""));
        assertThat(places(STEP, ADT + "AL1|1\rZZZ|1\r"))
                .containsExactly("not-allowed AL1", "not-allowed ZZZ");
        assertThat(places(STEP, ADT.replace("100^^^A^MR", "100^^^A^MR^F")))
                .containsExactly("not-allowed PID-3.6");
        assertThat(places(STEP, MSH + EVN + PID + "ZPI|12|b\r" + PV1))
                .containsExactly("not-allowed ZPI-2");
    }

    @Test
    void cardinalityHasItsBounds() throws Exception {
        assertThat(findings(STEP, ADT.replace("100^^^A^MR", "1^^^A~2^^^A~3^^^A")))
                .containsExactly(
                        "value PID-3[3]: may stand 2 times"
                                + at("Name=\"Patient Identifier List\""));
        assertThat(places(STEP, ADT + "DG1|1||A\r".repeat(3))).containsExactly("value DG1[3]");
        assertThat(findings(STEP, ADT + "IN1|1|P|C\rIN1|2|P|C\r"))
                .containsExactly("value IN1[2]: may stand once" + at("Name=\"INSURANCE\""));
        var two =
                changed(
                        "Name=\"Patient Identifier List\" Usage=\"R\" Min=\"1\"",
                        "Name=\"Patient Identifier List\" Usage=\"R\" Min=\"2\"");
        assertThat(findings(two, ADT))
                .containsExactly(
                        "missing PID-3: must stand 2 times at least"
                                + at("changed.xml", "Name=\"Patient Identifier List\""));
        var least =
                changed(
                        "Name=\"Patient Name\" Usage=\"R\" Min=\"1\"",
                        "Name=\"Patient Name\" Usage=\"R\" Min=\"0\"");
        assertThat(places(least, ADT.replace("MILLER^ANNA", "")))
                .as("what is required stands once at least")
                .containsExactly("missing PID-5");
    }

    @Test
    void lengthsCountAsTheValueIsWritten() throws Exception {
        assertThat(findings(STEP, ADT.replace("100^", "123456789^")))
                .containsExactly(
                        "too-long PID-3.1: the length is 8 at most" + at("Name=\"ID number\""));
        assertThat(findings(STEP, ADT.replace("100^", "123456\\T\\^")))
                .containsExactly(
                        "too-long PID-3.1: the length is 8 at most" + at("Name=\"ID number\""));
        assertThat(findings(STEP, ADT.replace("^^^A^MR", "^" + "9".repeat(200) + "^^A^MR")))
                .as("no Length: as long as it likes")
                .isEmpty();
    }

    @Test
    void constantValuesAreCompared() throws Exception {
        var step =
                changed(
                        "Name=\"Processing ID\" Usage=\"R\" Min=\"1\" Max=\"1\" Datatype=\"PT\"",
                        "Name=\"Processing ID\" Usage=\"R\" Min=\"1\" Max=\"1\" Datatype=\"PT\""
                                + " ConstantValue=\"P\"");
        assertThat(findings(step, ADT)).isEmpty();
        assertThat(findings(step, ADT.replace("|P|2.5", "|T|2.5")))
                .containsExactly(
                        "value MSH-11: is not the constant value"
                                + at("changed.xml", "Name=\"Processing ID\""));
    }

    @Test
    void tablesOfTheProfileAreLookedUpWhereTheSiteHasThem() throws Exception {
        var options = Given.options(Optional.of(PROFILE), false, Map.of("0001", "sexes"));
        var step = Given.step(options);
        assertThat(findings(step, ADT)).isEmpty();
        assertThat(findings(step, ADT.replace("|F\r", "|Q\r")))
                .containsExactly("unknown-code PID-8: the table sexes has no such code");
    }

    @Test
    void dataTypesAreCheckedToo() throws Exception {
        assertThat(places(STEP, ADT.replace("19700102", "1970-01-02")))
                .containsExactly("value PID-7.1");
    }

    @Test
    void theProfileIsOfOneVersionAndOfItsTypesOfMessage() throws Exception {
        assertThat(findings(STEP, ADT.replace("|2.5\r", "|2.4\r")))
                .containsExactly("value MSH-12: the profile is of HL7 2.5");
        assertThat(findings(STEP, ADT.replace("A01^ADT_A01", "A04^ADT_A01")))
                .containsExactly("unsupported MSH-9: the profile is of ADT^A01");
        assertThat(findings(STEP, ADT.replace("A01^ADT_A01", "A01^ADT_A02")))
                .containsExactly("value MSH-9.3: the structure is ADT_A01" + at("MsgType=\"ADT\""));
        assertThat(findings(STEP, ADT.replace("A01^ADT_A01", "A01"))).isEmpty();
        assertThat(
                        findings(
                                changed("EventType=\"A01\"", "EventType=\"ALL\""),
                                ADT.replace("A01^ADT_A01", "A04^ADT_A01")))
                .isEmpty();
    }

    @Test
    void aProfileOfAVersionThatHapiDoesNotHaveIsReadAsTheOneBefore() throws Exception {
        var step = changed("HL7Version=\"2.5\"", "HL7Version=\"2.5.2\"");
        assertThat(findings(step, ADT.replace("|2.5\r", "|2.5.2\r"))).isEmpty();
        assertThat(findings(step, ADT))
                .containsExactly("value MSH-12: the profile is of HL7 2.5.2");
    }

    @Test
    void aProfileMayDefineSeveralTypesOfMessage() throws Exception {
        var second =
                """
                <HL7v2xStaticDef MsgType="ADT" EventType="A03" MsgStructID="ADT_A03" EventDesc="x">
                  <Segment Name="MSH" Usage="R" Min="1" Max="1"/>
                  <Segment Name="EVN" Usage="X" Min="0" Max="0"/>
                </HL7v2xStaticDef>
                </HL7v2xConformanceProfile>
                """;
        var step = changed("</HL7v2xConformanceProfile>", second);
        assertThat(findings(step, ADT)).isEmpty();
        var other = MSH.replace("A01^ADT_A01", "A03^ADT_A03");
        assertThat(findings(step, other)).isEmpty();
        assertThat(places(step, other + EVN)).containsExactly("not-allowed EVN");
        assertThat(findings(step, other.replace("A03^ADT_A03", "A40")))
                .containsExactly("unsupported MSH-9: the profile is of ADT^A01, ADT^A03");
    }

    @Test
    void segmentsOfOneNameAreTheProfilesInTheirOrder() throws Exception {
        // ADT_A01 has ROL behind PID and behind PV2
        var second =
                """
                <Segment Name="ROL" Usage="O" Min="0" Max="1">
                  <Field Name="Instance" Usage="R" Min="1" Max="1" Datatype="EI"/>
                  <Field Name="Action" Usage="R" Min="1" Max="1" Datatype="ID"/>
                </Segment>
                <Segment Name="DG1"\s""";
        var step = changed("<Segment Name=\"DG1\" ", second);
        assertThat(findings(step, ADT + "ROL|1|AD\r")).isEmpty();
        assertThat(places(step, ADT + "ROL|1\r")).containsExactly("missing ROL-2");
        assertThat(places(step, MSH + EVN + PID + "ROL|1|AD\r" + PV1))
                .containsExactly("not-allowed ROL");
    }

    @Test
    void groupsAreFoundHoweverTheProfileWritesThem() throws Exception {
        for (var name : new String[] {"ADT_A01.INSURANCE", "Insurance"}) {
            var step = changed("SegGroup Name=\"INSURANCE\"", "SegGroup Name=\"" + name + "\"");
            assertThat(places(step, ADT + "IN1|1|P\r")).containsExactly("missing IN1-3");
        }
    }
}

package dev.pons.itests.channel;

import static dev.pons.itests.channel.Line.after;
import static dev.pons.itests.channel.Line.holds;
import static dev.pons.itests.channel.Line.segment;
import static dev.pons.itests.channel.Line.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** Channel language, section 2 and 3, over real HL7: a test for each line of the tables. */
class PathsOverHl7Test {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '"',
            value = {
                // field, component, repetition, nth segment, subcomponent
                "{PID-5} = MILLER^ANNA^B&C",
                "{PID-5.1} = MILLER",
                "{PID-3[2].4} = GOV",
                "{OBX[2]-5} = abc",
                "{PID-5.3.2} = C",
                "{MSH-1}{MSH-2} = |^~\\&",
                "{MSH-9.1} = ORU",
                // chosen by content
                "\"{PID-3(5=MR).1} \" = 300",
                "\"{OBX(3.1=PDF)-5} \" = abc",
                "\"{OBX(2=NM)[2]-5} \" = 12",
                // below a parent
                "{OBR[1]/OBX[1]/NTE[2]-3} = repeated",
                "{OBR[2]/OBX[1]/NTE-3} = second order",
                "{PV1/NTE-3} = about the visit",
                // reading without an index is the first, [*] all
                "{PID-3.1} = 100",
                "{PID-3[*].1 | join} = 100,200,300",
                "{OBX[*]-3.1 | join} = GLU,PDF,CRP",
                "{OBR[1]/OBX[*]-3.1 | join} = GLU,PDF",
                "{OBX[*] | count} = 3",
                "{NTE[9]-3} = \"\"",
                "{ZZZ-4} = \"\"",
            })
    void reading(String template, String expected) throws Exception {
        assertThat(text(template.strip())).isEqualTo(expected);
    }

    @Test
    @DisplayName("path | PID")
    void aWholeSegmentIsItsText() throws Exception {
        assertThat(text("{PV1}")).isEqualTo("PV1|1|I|W1^101");
    }

    @Test
    @DisplayName("path | in.PID-3")
    void inIsTheMessageAsItCame() throws Exception {
        assertThat(
                        segment(
                                "PV1",
                                1,
                                """
                                - set: { PV1-2: E }
                                - set: { PV1-3.1: "{in.PV1-2}{PV1-2}" }
                                """))
                .isEqualTo("PV1|1|E|IE^101");
    }

    @Test
    @DisplayName("path | var.mrn")
    void aVariableIsNamedPlainlyAfterLet() throws Exception {
        var steps =
                """
                - let: { mrn: "{PID-3(5=MR).1}" }
                - set: { PID-2: "{mrn}-{var.mrn}" }
                """;
        assertThat(segment("PID", 1, steps)).startsWith("PID|1|300-300|");
    }

    @Test
    @DisplayName("path | writing without an index")
    void writingWithoutAnIndexIsTheFirst() throws Exception {
        assertThat(segment("PID", 1, "- set: { PID-3.1: X }"))
                .startsWith("PID|1||X^^^KH^PI~200^^^GOV^SS~300");
        assertThat(segment("OBX", 1, "- set: { OBX-11: C }")).endsWith("||||C");
        assertThat(segment("OBX", 3, "- set: { OBX-11: C }")).endsWith("||||F");
    }

    @Test
    void writingToAllIsWrittenSo() throws Exception {
        assertThat(after("- set: { 'OBX[*]-11': C }").lines().filter(l -> l.startsWith("OBX")))
                .allMatch(l -> l.endsWith("|C"));
        assertThat(segment("PID", 1, "- set: { 'PID-3[*].4': HH }"))
                .startsWith("PID|1||100^^^HH^PI~200^^^HH^SS~300^^^HH^MR|");
    }

    @Test
    void whatNobodyTouchedLeavesByteForByte() throws Exception {
        var steps = "- set: { PID-5.1: '{PID-5.1}' }";
        assertThat(after(steps)).isEqualTo(Line.ORU);
        var odd = Line.ORU.replace("|1|I|", "|1| I^&|").replace("|F\n", "|F|||\n");
        assertThat(after(steps, odd, StandardCharsets.UTF_8)).isEqualTo(odd);
    }

    @Test
    void aMessageMayHaveDelimitersOfItsOwn() throws Exception {
        var own = "MSH#*!\\%#HIS#KH#LAB#KH#2024##ADT*A01#1#P#2.5\nPID#1##7*2!8*3##ROE%X*JANE\n";
        assertThat(text("{PID-5.2} {PID-5.1.2} {PID-3[2].1}", own)).isEqualTo("JANE X 8");
        assertThat(
                        after(
                                "- let: { x: 'A#B^C' }\n- set: { PID-5.2: '{x}' }",
                                own,
                                StandardCharsets.UTF_8))
                .contains("ROE%X*A\\F\\B^C");
    }

    @Test
    void charactersAreThoseOfMsh18() throws Exception {
        var latin = "MSH|^~\\&|A|B|C|D|2024||ADT^A01|1|P|2.5||||||8859/1\nPID|1||7||MÜLLER\n";
        assertThat(
                        after(
                                "- set: { PID-5.2: '{PID-5.1 | lower | title}ß' }",
                                latin,
                                StandardCharsets.ISO_8859_1))
                .contains("|MÜLLER^Müllerß\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{ PV1-2: I }; true",
                "{ PV1-2: O }; false",
                "{ PV1-2: [I, E] }; true",
                "{ OBX-3.1: ~^PD }; true",
                "{ OBX-3.1: ~^XX }; false",
                "{ OBX-3.1: CRP }; true",
                "{ `OBX[1]-3.1`: CRP }; false",
                "{ PID-3.5: MR }; true",
                "{ PID-7: exists }; true",
                "{ PID-2: exists }; false",
                "{ PID-2: empty }; true",
                "{ PID-7: empty }; false",
                "{ PID-11: deleted }; true",
                "{ PID-7: deleted }; false",
                "{ PV2: absent }; true",
                "{ ZZ1-2: absent }; true",
                "{ PID: absent }; false",
                "{ PID-8: { not: M } }; true",
                "{ OBX-11: { not: F } }; false",
                "{ `OBX(2=NM)-5`: { over: 5 } }; true",
                "{ `OBX(2=NM)-5`: { under: 5 } }; false",
                "{ PID-7: { before: `{now}` } }; true",
                "{ PID-7: { after: `{now}` } }; false",
                "{ any: [ { PV1-2: O }, { PID-8: F } ] }; true",
                "{ all: [ { PV1-2: O }, { PID-8: F } ] }; false",
                "{ not: { PV1-2: O } }; true",
                "{ every: { OBX-11: F } }; false",
                "{ every: { `OBX(2=NM)-11`: F } }; true",
                "{ every: { ZZ1-2: F } }; false",
                "{ PV1-2: I, PID-8: M }; false",
                "{ MSH-9: `ORU^R01^ORU_R01` }; true",
            })
    void conditions(String condition, boolean expected) throws Exception {
        assertThat(holds(condition.replace('`', '"'))).isEqualTo(expected);
    }
}

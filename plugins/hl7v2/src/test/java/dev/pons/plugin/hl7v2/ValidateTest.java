package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.hl7v2.Hl7v2Options.Check;
import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What the standard asks of a message. */
class ValidateTest {

    private static final String MSH = "MSH|^~\\&|A|B|C|D|20261122||ADT^A01^ADT_A01|42|P|2.5\r";
    private static final String EVN = "EVN||20261122\r";
    private static final String PID = "PID|1||100^^^A||MILLER^ANNA\r";
    private static final String PV1 = "PV1|1|I\r";

    private static List<String> problems(String... lines) throws Exception {
        return Given.format().validate(Given.message(String.join("", lines))).stream()
                .map(problem -> problem.code() + " " + problem.path().orElse(""))
                .toList();
    }

    @Test
    void aMessageAsTheStandardHasItHasNoProblem() throws Exception {
        assertThat(problems(MSH, EVN, PID, PV1, "ZZZ|x\r")).isEmpty();
    }

    @Test
    void whatIsRequiredIsMissed() throws Exception {
        assertThat(problems(MSH, "EVN\r", "PID|1||||\"\"\r", "IN2|1\r"))
                .containsExactly("missing EVN-2", "missing PID-3", "value IN2", "missing PV1");
        assertThat(problems(MSH, EVN, PID, PV1, "PR1|1||1^X||20261122\rROL|\r"))
                .contains("missing ROL-2", "missing ROL-3");
    }

    @Test
    void aSegmentHasItsPlace() throws Exception {
        assertThat(problems(MSH, EVN, PID, PV1, PV1, "TXA|1|x|TX\r"))
                .contains("value PV1[2]", "value TXA");
        assertThat(problems(MSH, EVN, PID, PV1, "XYZ|1\r")).containsExactly("value XYZ");
    }

    @Test
    void aGroupAsksForItsSegments() throws Exception {
        var header = MSH.replace("ADT^A01^ADT_A01", "ORU^R01");
        assertThat(problems(header)).containsExactly("missing PID");
        assertThat(problems(header, PID, "ORC|RE\r")).containsExactly("missing OBR");
    }

    @Test
    void numbersAndTimesAreWrittenAsTheirTypesAsk() throws Exception {
        var header = MSH.replace("ADT^A01^ADT_A01", "ORU^R01");
        var obr = "OBR|1|||K^Kalium\r";
        assertThat(
                        problems(
                                header,
                                PID.replace("\r", "||2026-11-22|X\r"),
                                obr,
                                "OBX|1|NM|K||4,1||||||F\r",
                                "OBX|2|SN|K||>^4\r".replace("\r", "||||||F\r"),
                                "OBX|3|NM|K||1~2~x||||||F\r",
                                "OBX|4|TS|K||202613||||||F\r",
                                "OBX|x|NM|K||\"\"||||||F\r",
                                "OBX|6|QQ|K||a||||||F\r"))
                .containsExactly(
                        "value PID-7.1",
                        "value OBX-5",
                        "value OBX[3]-5[3]",
                        "value OBX[4]-5.1",
                        "value OBX[5]-1",
                        "value OBX[6]-5");
    }

    @Test
    void repetitionsHaveTheirBounds() throws Exception {
        assertThat(problems(MSH, EVN, PID.replace("\r", "|||F~M|\r"), PV1))
                .containsExactly("value PID-8[2]");
    }

    @Test
    void aTypeWithoutStructureSaysSo() throws Exception {
        assertThat(problems(MSH.replace("ADT^A01^ADT_A01", "QQQ^Q01")))
                .containsExactly("unsupported MSH-9");
    }

    @Test
    void wordsNeverQuoteTheMessage() throws Exception {
        var text = MSH + "PID|canary||canary||||canary|canary\rPV1|canary|canary\r";
        assertThat(Given.format().validate(Given.message(text)).toString())
                .doesNotContain("canary");
    }

    @Test
    void withCheckStandardSuchAMessageIsRefusedWhenItComes() throws Exception {
        var options = new Hl7v2Options("UTF-8", false, Mode.ENHANCED, Check.STANDARD);
        var format = Given.format(options);
        assertThat(format.identify(Given.message(MSH + EVN + PID + PV1))).containsKey("patient");
        assertThatThrownBy(() -> format.identify(Given.message(MSH + EVN + PID)))
                .isInstanceOfSatisfying(
                        ProblemException.class, wrong -> assertThat(wrong.problems()).hasSize(1))
                .hasMessageContaining("PV1");
    }
}

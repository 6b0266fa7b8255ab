package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** What a document is found by. */
class IdentifyTest {

    private static Map<String, String> of(String document) throws Exception {
        return Given.format().identify(Given.message(document));
    }

    @Test
    void aClinicalDocumentHasAnInstanceIdentifierAndAPatient() throws Exception {
        assertThat(of(Given.CDA))
                .isEqualTo(Map.of("type", "ClinicalDocument", "id", "1.2.3^A 1", "patient", "100"));
        assertThat(
                        of(
                                "<ClinicalDocument xmlns='urn:hl7-org:v3'><id root='1.2'/></ClinicalDocument>"))
                .isEqualTo(Map.of("type", "ClinicalDocument", "id", "1.2"));
    }

    @Test
    void anHl7VersionTwoMessageHasItsControlId() throws Exception {
        assertThat(
                        of(
                                "<ns:ORU_R01 xmlns:ns='urn:hl7-org:v2xml'><ns:MSH><ns:MSH.10>42"
                                        + "</ns:MSH.10></ns:MSH><ns:ORU_R01.PATIENT><ns:PID><ns:PID.3>"
                                        + "<ns:CX.1> 7 </ns:CX.1></ns:PID.3></ns:PID>"
                                        + "</ns:ORU_R01.PATIENT></ns:ORU_R01>"))
                .isEqualTo(Map.of("type", "ORU_R01", "id", "42", "patient", "7"));
    }

    @Test
    void anInteractionOfVersionThreeHasItsId() throws Exception {
        assertThat(
                        of(
                                "<PRPA_IN201301UV02 xmlns='urn:hl7-org:v3'><id root='1'"
                                        + " extension='2'/><controlActProcess><subject>"
                                        + "<registrationEvent><subject1><patient><id nullFlavor='NI'/>"
                                        + "<id root='3' extension='4'/></patient></subject1>"
                                        + "</registrationEvent></subject></controlActProcess>"
                                        + "</PRPA_IN201301UV02>"))
                .isEqualTo(Map.of("type", "PRPA_IN201301UV02", "id", "1^2", "patient", "4"));
    }

    @Test
    void othersHaveTheirOutermostNameAndAnIdIfThereIsOne() throws Exception {
        assertThat(of("<Patient xmlns='http://hl7.org/fhir'><id value='p1'/></Patient>"))
                .isEqualTo(Map.of("type", "Patient", "id", "p1"));
        assertThat(of("<x><id>5</id></x>")).isEqualTo(Map.of("type", "x", "id", "5"));
        assertThat(of("<x/>")).isEqualTo(Map.of("type", "x"));
    }

    @Test
    void whatIsNoXmlIsRefusedAlsoWhereItIsLarge() {
        assertThatThrownBy(() -> of("MSH|^~\\&|A".repeat(10_000)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("byte 0")
                .hasMessageContaining("this is no XML");
        assertThatThrownBy(() -> of("<a><b></a>" + " ".repeat(100_000)))
                .hasMessageContaining("byte 6");
    }

    @Test
    void aLargeDocumentMayBeCutOffAnywhere() throws Exception {
        var start = "<a><id>5</id><!-- x --><b c='1'>ä&amp;<![CDATA[x]]></b><?p q?></a>";
        for (int i = 0; i < start.length(); i++) {
            var text = "<z>" + "x".repeat((1 << 16) - 3 - i) + start + "x".repeat(100) + "</z>";
            assertThat(of(text)).isEqualTo(Map.of("type", "z"));
        }
    }
}

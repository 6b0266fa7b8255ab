package dev.pons.plugin.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What changes do, and what they leave alone. */
class EditTest {

    private static String set(String text, String path, Value value) throws Exception {
        var tree = Given.tree(text);
        tree.set(tree.make(tree.root(), path), value);
        return Given.text(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "REF-2        ! 1     ! REF*EI*1",
                "REF-4        ! x     ! REF*EI*99**x",
                "REF-2[2]     ! x     ! REF*EI*99^x",
                "CLM[1]-5.4   ! x     ! CLM*C1*150***11:B:1:x*Y",
                "NM1(1=82)-4  ! ÜTE   ! NM1*82*1*WELL*ÜTE",
                "ISA-8        ! P     ! ISA*00*          *00*          *ZZ*CLINIC         *ZZ*P              *260601*1200*^*00501*000000042*0*P*:",
                "ISA-13       ! 9     ! ISA*00*          *00*          *ZZ*CLINIC         *ZZ*CLEARING       *260601*1200*^*00501*000000009*0*P*:",
            })
    void aPlaceIsSetOrMade(String path, String text, String line) throws Exception {
        var written = set(Given.CLAIMS, path, Value.of(text)).split("~\n");
        var before = Given.CLAIMS.split("~\n");
        assertThat(written).contains(line).hasSameSizeAs(before);
        int changed = 0;
        for (int i = 0; i < written.length; i++) {
            changed += written[i].equals(before[i]) ? 0 : 1;
        }
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void templatesWriteStructureAndValuesStayText() throws Exception {
        var template = "HC:" + Given.format().escape("9:9");
        assertThat(set(Given.OLD, "CLM-5", Value.encoded(template))).contains("|HC>9:9|");
        assertThatThrownBy(() -> set(Given.CLAIMS, "CLM-5", Value.encoded(template)))
                .hasMessageContaining("X12 has no escape for it");
        assertThat(set(Given.CLAIMS, "CLM-5", Value.encoded("12:B:1"))).contains("*12:B:1*");
    }

    @ParameterizedTest
    @CsvSource({
        "NM1-3, A*B, value",
        "NM1-3, A~B, value",
        "NM1-3, A:B, value",
        "REF-2, A^B, value",
        "ISA-6, 1234567890123456, too-long",
        "ISA-16, x, not-allowed",
        "ISA-11, U, not-allowed",
        "ISA-12, 00401, not-allowed",
        "ISA-17, x, not-allowed",
        "ISA-6.2, x, not-allowed",
        "ISA, x, not-allowed",
        "ZZZ-1, x, missing",
        "NM1(1=99)-3, x, missing",
    })
    void whatCannotBeSaidIsRefusedInWords(String path, String text, String code) {
        assertThatThrownBy(() -> set(Given.CLAIMS, path, Value.of(text)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(code);
    }

    @Test
    void aLineEndInAValueIsRefused() {
        assertThatThrownBy(() -> set(Given.CLAIMS, "NM1-3", Value.of("a\nb")))
                .hasMessageContaining("control character");
        assertThatThrownBy(() -> set(Given.CLAIMS, "NM1-3", Value.deleted()))
                .hasMessageContaining("cannot say deleted");
    }

    @Test
    void segmentsComeBelowTheirParentAndCountsFollow() throws Exception {
        var tree = Given.tree(Given.CLAIMS);
        var claim = tree.find(tree.root(), "CLM").get(0);
        tree.set(tree.make(tree.add(claim, "REF", false), "1"), Value.of("D9"));
        tree.set(tree.make(tree.add(claim, "LX", false), "1"), Value.of("3"));
        tree.set(tree.make(tree.root(), "ST[2]/REF-1"), Value.of("ZZ"));
        assertThat(Given.text(tree))
                .contains("HI*ABK:J20.9*ABF:I10~\nREF*D9~\nNM1*82")
                .contains("SV1*HC:36415*50~\nLX*3~\nHL*3")
                .contains("SE*31*0001~\n")
                .contains("REF*ZZ~\nSE*6*0002~\n")
                .contains("GE*2*7~\n");
    }

    @Test
    void aCountThatWasWrongBeforeStaysForTheReceiverToSee() throws Exception {
        var tree = Given.tree(Given.CLAIMS.replace("SE*29*", "SE*28*"));
        for (var place : tree.group(tree.find(tree.root(), "ST").get(1))) {
            tree.remove(place);
        }
        tree.remove(tree.find(tree.root(), "N3").get(0));
        assertThat(Given.text(tree)).contains("SE*28*0001~\nGE*1*7~\nIEA*1*");
    }

    @Test
    void copyTakesComponentsAndRepetitions() throws Exception {
        var tree = Given.tree(Given.CLAIMS);
        tree.copy(tree.root(), "CLM-5", "REF-4");
        tree.copy(tree.root(), "GS-6", "ISA-13");
        assertThat(Given.text(tree)).contains("REF*EI*99**11:B:1~").contains("*00501*000000007*0");
        assertThatThrownBy(() -> tree.copy(tree.root(), "CLM-5", "REF-3.1"))
                .hasMessageContaining("more structure");
    }

    @Test
    void aPartIsAWholeInterchangeOfOneTransactionSet() throws Exception {
        var parts = Given.format().split(Given.message(Given.CLAIMS), "ST", List.of());
        assertThat(parts).hasSize(2);
        var second = new String(parts.get(1).toBytes(), StandardCharsets.UTF_8);
        assertThat(second)
                .isEqualTo(
                        Given.ISA
                                + "GS*HC*CLINIC*CLEARING*20260601*1200*7*X*005010X222A1~\n"
                                + "ST*837*0002*005010X222A1~\n"
                                + "BHT*0019*00*2*20260601*1200*CH~\n"
                                + "HL*1**20*1~\n"
                                + "NM1*PR*2*PAYER B*****PI*B1~\n"
                                + "SE*5*0002~\nGE*1*7~\nIEA*1*000000042~\n");
        assertThat(Given.format().validate(Given.message(second))).isEmpty();
        var first = new String(parts.get(0).toBytes(), StandardCharsets.UTF_8);
        assertThat(first).contains("SE*29*0001~\nGE*1*7~").contains("CLM*C2");
    }

    @Test
    void aPartOfAClaimHasTheLevelsAboveItAndNoOthers() throws Exception {
        var parts = Given.format().split(Given.message(Given.CLAIMS), "CLM", List.of());
        var second = new String(parts.get(1).toBytes(), StandardCharsets.UTF_8);
        assertThat(second)
                .contains("HL*1**20*1~\nNM1*85")
                .contains("HL*3*1*22*1~\nSBR*P~\nNM1*PR*2*PAYER A")
                .contains("HL*4*3*23*0~\nPAT*19~\nNM1*QC*1*ROE*TIM~\nCLM*C2")
                .contains("SE*17*0001~\nGE*1*7~\nIEA*1*")
                .doesNotContain("HL*2*", "C1", "DOE", "PAYER B");
        var kept = Given.format().split(Given.message(Given.CLAIMS), "CLM", List.of("BHT"));
        assertThat(new String(kept.get(0).toBytes(), StandardCharsets.UTF_8))
                .contains(
                        "ST*837*0001*005010X222A1~\nBHT*0019*00*1*20260601*1200*CH~\nHL*1**20*1~\n")
                .doesNotContain("NM1*85", "BHT*0019*00*2");
    }

    @Test
    void handlesOutliveChangesBesideThem() throws Exception {
        var tree = Given.tree(Given.CLAIMS);
        var claims = tree.find(tree.root(), "CLM");
        tree.group(claims.get(0)).forEach(place -> removed(tree, place));
        assertThat(Given.texts(tree, claims.get(1), "LX/SV1-2")).containsExactly("80");
        assertThatThrownBy(() -> tree.value(claims.get(0))).hasMessageContaining("was removed");
        assertThat(Given.text(tree)).contains("SE*21*0001");
    }

    private static void removed(X12Tree tree, Place place) {
        try {
            tree.remove(place);
        } catch (ProblemException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}

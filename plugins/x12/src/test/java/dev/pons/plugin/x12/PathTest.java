package dev.pons.plugin.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What paths find. */
class PathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "CLM-1                   ! C1,C2",
                "CLM-5.1                 ! 11,11",
                "CLM[2]-2                ! 80",
                "HI-2.2                  ! I10",
                "NM1(1=PR)-9             ! A1,A1,B1",
                "NM1(1=PR)[3]-9          ! B1",
                "SV1(1.2=36415)-2        ! 50",
                "HL[2]/NM1[1]-3          ! DOE",
                "HL(3=20)/NM1-3          ! BILLING,PAYER B",
                "HL[1]/HL-1              ! 2,3",
                "HL[1]/HL/HL-1           ! 4",
                "HL[1]/HL(3=22)[2]/HL/CLM-1 ! C2",
                "CLM/NM1-3               ! WELL",
                "CLM[1]/LX/NM1-3         ! LINE",
                "CLM/LX/SV1-2            ! 100,50,80",
                "CLM/SV1                 ! ''",
                "NM1(1=85)/N3-1          ! 1 WAY",
                "N3/REF-2                ! 99",
                "ST[2]/NM1-3             ! PAYER B",
                "ST/SE-2                 ! 0001,0002",
                "GS/ST-2                 ! 0001,0002",
                "ISA/GS/ST[2]/HL-1       ! 1",
                "ISA-6                   ! CLINIC",
                "ISA-13                  ! 000000042",
                "IEA                     ! IEA*1*000000042",
                "CLM-99                  ! ''",
            })
    void aPathFinds(String path, String expected) throws Exception {
        var found = Given.texts(Given.tree(Given.CLAIMS), path);
        assertThat(String.join(",", found)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "nm1-3   ! write NM1-3",
                "NM103   ! write NM1-3",
                "N301    ! write N3-1",
                "NM1.3   ! write NM1-3",
                "CLM05-1 ! write CLM-5.1",
                "CLM-5-1 ! write CLM-5.1",
                "N-1     ! a path begins with a segment id of two or three characters, as NM1-3",
                "NM1-0   ! X12 counts from 1, and the element is 0",
                "3.1     ! a path begins with a segment, as NM1-3",
            })
    void whatIsNoPathSaysWhatIs(String path, String words) {
        assertThatThrownBy(() -> Given.format().check(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(words);
    }

    @Test
    void aPathMayBeginAtAnElement() throws Exception {
        var tree = Given.tree(Given.CLAIMS);
        var claim = tree.find(tree.root(), "CLM").get(0);
        assertThat(Given.texts(tree, claim, "CLM-1")).containsExactly("C1");
        assertThat(Given.texts(tree, claim, "LX/SV1-2")).containsExactly("100", "50");
        assertThat(Given.texts(tree, claim, "5.2")).containsExactly("B");
        assertThat(Given.format().within("ST", "ST/CLM-1")).contains("ST/CLM-1");
        assertThat(Given.format().within("ST", "CLM-1")).isEmpty();
        assertThat(Given.format().within("HI-1", "HI-1.2")).contains("2");
    }

    @Test
    void otherDelimitersReadAsTheStandards() throws Exception {
        var tree = Given.tree(Given.OLD);
        assertThat(Given.texts(tree, "CLM-5")).containsExactly("11:B:1");
        assertThat(Given.texts(tree, "CLM-1")).containsExactly("X:Y");
        assertThat(tree.value(tree.find(tree.root(), "IEA").get(0)).text())
                .isEqualTo("IEA*1*000000905");
        assertThat(tree.encoded(tree.find(tree.root(), "ISA").get(0)).text())
                .startsWith("ISA*00*")
                .endsWith("*U*00401*000000905*1*T*:");
    }

    @Test
    void repetitionsAreThoseOfTheirVersion() throws Exception {
        var text = Given.CLAIMS.replace("REF*EI*99", "REF*EI*99^88");
        assertThat(Given.texts(Given.tree(text), "REF-2[2]")).containsExactly("88");
        assertThat(Given.texts(Given.tree(text.replace("*00501*", "*00401*")), "REF-2"))
                .containsExactly("99^88");
    }

    @Test
    void levelsThatNameEachOtherInACircleAreFoundOnce() throws Exception {
        var text = Given.CLAIMS.replace("HL*1**20*1", "HL*1*4*20*1");
        var tree = Given.tree(text);
        assertThat(Given.texts(tree, "HL-1")).hasSize(5);
        assertThat(Given.texts(tree, "HL/HL/HL/HL/HL-1")).isEqualTo(List.of());
    }
}

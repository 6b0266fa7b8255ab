package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Channel language, section 2: what each kind of path means. */
class PathTest {

    /** Expected values have slashes between; a dash: absent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "PID-5            ! MILLER^ANNA&VAN^^\"\"",
                "PID-5.1          ! MILLER",
                "PID-5.2          ! ANNA&VAN",
                "PID-5.2.1        ! ANNA",
                "PID-5.2.2        ! VAN",
                "PID-5.2.3        ! -",
                "PID-5.1.1        ! MILLER",
                "PID-5.5          ! -",
                "PID-3[2].4       ! B",
                "PID-3[4].4       ! -",
                "PID-3[*].1       ! 100/200/300",
                "PID-3.1          ! 100/200/300",
                "PID-3(5=MR).1    ! 100/300",
                "PID-3(5=MR)[2].1 ! 300",
                "PID-3(5='SS').1  ! 200",
                "PID-3(5=XX).1    ! -",
                "PID-8            ! F",
                "PID-8.1          ! F",
                "PID-8.1.1        ! F",
                "PID-8.2          ! -",
                "PID-99           ! -",
                "PV1              ! PV1|1|I",
                "ZZZ              ! -",
                "ZZZ-1            ! -",
                "MSH-1            ! |",
                "MSH-2            ! ^~\\&",
                "MSH-2.1          ! ^~\\&",
                "MSH-2.2          ! -",
                "MSH-3            ! HIS",
                "MSH-9.2          ! A01",
                "MSH-12           ! 2.5",
            })
    void fieldsComponentsRepetitions(String path, String expected) throws Exception {
        var found = Given.texts(Given.tree(Given.ADT), path);
        assertThat(found.isEmpty() ? "-" : String.join("/", found)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "OBX[2]-5.4              ! Base64",
                "OBX[3]-5                ! 140",
                "OBX[*]-1                ! 1,2,1,2",
                "OBX-1                   ! 1,2,1,2",
                "OBX(3.1=PDF)-5.5        ! QUJD",
                "OBX(2=NM)-5             ! 4.1,140",
                "OBX(2=NM)[2]-5          ! 140",
                "OBX(2=NM)[3]-5          ! -",
                "OBR/OBX-3.1             ! K,PDF,NA,TXT",
                "OBR[2]/OBX-3.1          ! NA,TXT",
                "OBR[2]/OBX[1]-3.1       ! NA",
                "OBR/OBX[1]-3.1          ! K,NA",
                "OBR[2]/OBX[1]/NTE-3     ! of NA",
                "OBR[1]/OBX[1]/NTE-3     ! of K,of K too",
                "OBR[1]/OBX[1]/NTE[2]-3  ! of K too",
                "OBR/NTE-3               ! of order A,of order B",
                "PID/NTE-3               ! of the patient",
                "ORC[2]/OBX/NTE-3        ! of NA",
                "ORC/OBR-3               ! A,B",
                "PID/OBR-3               ! A,B",
                "OBX(3=TXT)-5            ! A&B",
            })
    void belowAParentStandTheSegmentsUpToTheNextOfItsKindOrLevel(String path, String expected)
            throws Exception {
        var found = Given.texts(Given.tree(Given.ORU), path);
        assertThat(found.isEmpty() ? "-" : String.join(",", found)).isEqualTo(expected);
    }

    @Test
    void wholeSegmentsAreFoundInOrder() throws Exception {
        var tree = Given.tree(Given.ORU);
        assertThat(tree.find(tree.root(), "OBX[*]")).hasSize(4);
        assertThat(tree.find(tree.root(), "OBX")).hasSize(4);
        assertThat(tree.find(tree.root(), "PID/NTE")).hasSize(1);
        assertThat(Given.texts(tree, "OBX[3]")).containsExactly("OBX|1|NM|NA||140");
    }

    @Test
    void pathsBelowASegmentBeginWithItsOwnNameAChildOrANumber() throws Exception {
        var tree = Given.tree(Given.ORU);
        var obx = tree.find(tree.root(), "OBX[3]").get(0);
        assertThat(Given.texts(tree, obx, "OBX-5")).containsExactly("140");
        assertThat(Given.texts(tree, obx, "5")).containsExactly("140");
        assertThat(Given.texts(tree, obx, "NTE-3")).containsExactly("of NA");
        assertThat(Given.texts(tree, obx, "OBX/NTE-3")).containsExactly("of NA");
        assertThat(Given.texts(tree, obx, "OBR-3")).isEmpty();
        var field = tree.find(tree.root(), "OBX[1]-3").get(0);
        assertThat(Given.texts(tree, field, "2")).containsExactly("Kalium");
        assertThat(Given.texts(tree, field, "2.1")).containsExactly("Kalium");
        assertThat(Given.texts(tree, field, "3")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "PID.5        ! PID.5 is not a path; write PID-5",
                "PID.5.1      ! PID.5.1 is not a path; write PID-5.1",
                "pid-5        ! pid-5 is not a path; write PID-5",
                "PID-5-1      ! PID-5-1 is not a path; write PID-5.1",
                "PID-0        ! HL7 counts from 1, and the field is 0",
                "PID-3[0]     ! HL7 counts from 1, and the index is 0",
                "PID-5.0      ! HL7 counts from 1, and the component is 0",
                "PI-5         ! begins with a segment name of three characters",
                "PIDX-5       ! begins with a segment name of three characters",
                "PID-         ! the field must be a number",
                "PID-5.       ! the component must be a number",
                "PID-5.1.2.3  ! it should end before `.3`",
                "PID-3(5)     ! a choice is written (5=MR)",
                "PID-3(5=MR   ! the choice is not closed",
                "PID-3[x]     ! the index must be a number",
                "PID-3[1      ! an index is written [2] or [*]",
                "PID/-5       ! begins with a segment name",
                "5.1          ! a path begins with a segment",
                "PID-99999    ! the field must be a number from 1 to 9999",
            })
    void aWrongPathSaysWhatIsRight(String path, String words) {
        assertThatThrownBy(() -> Given.format().check(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void everyPathOfTheLanguagePassesTheCheck() {
        for (var path :
                List.of(
                        "PID-5",
                        "PID-5.1",
                        "PID-3[2].4",
                        "OBX[2]-5",
                        "PID-5.1.2",
                        "PID-3(5=MR).1",
                        "OBX(3.1=PDF)-5",
                        "OBR[2]/OBX[1]/NTE-3",
                        "PID/NTE",
                        "PID",
                        "OBX[*]",
                        "ZX1-1")) {
            Given.format().check(path);
        }
    }

    @Test
    void segmentsOfTheSpecimenStandBelowTheOrderAndNotBelowTheResult() throws Exception {
        var tree =
                Given.tree(
                        "MSH|^~\\&|||||||ORU^R01|1|P|2.5\rPID|1\rOBR|1\rOBX|1||a\rSPM|1\rOBX|2||b\r"
                                + "OBR|2\rRXA|1\rOBX|3||c\rNTE|||n\rRXA|2\r");
        assertThat(Given.texts(tree, "OBX/SPM")).isEmpty();
        assertThat(Given.texts(tree, "OBR/SPM-1")).containsExactly("1");
        assertThat(Given.texts(tree, "SPM/OBX-3")).containsExactly("b");
        assertThat(Given.texts(tree, "RXA/OBX-3")).containsExactly("c");
    }
}

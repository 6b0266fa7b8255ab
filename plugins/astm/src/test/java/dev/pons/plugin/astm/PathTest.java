package dev.pons.plugin.astm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What paths find. */
class PathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "R-4             ! 5.5,140,12",
                "R[2]-4          ! 140",
                "R[*]-1          ! R,R,R",
                "R(3.4=CRP)-4    ! 12",
                "O-5.4           ! GLU,NA,CRP,K",
                "O-5[2].4        ! NA",
                "O-5(4=NA)       ! ^^^NA",
                "P-6.1           ! Muster",
                "P[2]/O-3        ! S3",
                "O[2]/R[1]-4     ! 12",
                "P/R-3.4         ! GLU,NA,CRP",
                "P[1]/O[1]/R[2]-4! 140",
                "R/C-4           ! fasting | rested",
                "O/C-4           ! of the order",
                "H/C-4           ! of the message",
                "P/C-4           ! ''",
                "C[*]-2          ! 1,1,1",
                "H-2             ! \\^&",
                "L               ! L|1|N",
                "P[2]-3.1        ! 4712",
                "P[2]-3.2        ! ''",
            })
    void aPathFinds(String path, String expected) throws Exception {
        var found = Given.texts(Given.tree(Given.RESULT), path);
        assertThat(String.join(",", found)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "r-4    ! write R-4",
                "R.4    ! write R-4",
                "R4     ! write R-4",
                "R-3-4  ! write R-3.4",
                "X-1    ! a path begins with a record: one of H P O R C Q M S L, as R-4",
                "R-0    ! ASTM counts from 1, and the field is 0",
                "R-4.1.2! it should end before `.2`",
                "R(3=a  ! the choice is not closed: ) is missing",
                "4.1    ! a path begins with a record, as R-4",
            })
    void whatIsNoPathSaysWhatIs(String path, String words) {
        assertThatThrownBy(() -> Given.format().check(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(words);
    }

    @Test
    void aPathMayBeginAtAnElement() throws Exception {
        var tree = Given.tree(Given.RESULT);
        var order = tree.find(tree.root(), "O").get(0);
        assertThat(Given.texts(tree, order, "O-3.2")).containsExactly("A");
        assertThat(Given.texts(tree, order, "R-4")).containsExactly("5.5", "140");
        assertThat(Given.texts(tree, order, "O/R[2]-4")).containsExactly("140");
        assertThat(Given.texts(tree, order, "5[2].4")).containsExactly("NA");
        assertThat(Given.format().within("O", "O/R-4")).contains("O/R-4");
        assertThat(Given.format().within("R-3", "R-3.4")).contains("4");
        assertThat(Given.format().within("R", "O-3")).isEmpty();
    }

    @Test
    void emptyDeletedAndAbsentAreToldApart() throws Exception {
        var tree = Given.tree("H|\\^&\rP|1||\"\"\rL|1|N\r");
        assertThat(tree.value(tree.find(tree.root(), "P-3").get(0)).kind().name())
                .isEqualTo("EMPTY");
        assertThat(tree.value(tree.find(tree.root(), "P-4").get(0)).kind().name())
                .isEqualTo("DELETED");
        assertThat(tree.find(tree.root(), "P-5")).isEmpty();
    }

    @Test
    void structureReadsWithTheStandardsDelimiters() throws Exception {
        var tree = Given.tree("H!~*@\rO!1!A*B@F@~C|D@E@");
        var field = tree.find(tree.root(), "O-3[1]").get(0);
        assertThat(tree.value(field).text()).isEqualTo("A^B!");
        assertThat(Given.texts(tree, "O-3.2")).containsExactly("B!");
        assertThat(Given.texts(tree, "O-3[2]")).containsExactly("C|D@");
        assertThat(tree.encoded(tree.find(tree.root(), "O").get(0)).text())
                .isEqualTo("O|1|A^B!\\C&F&D@");
    }
}

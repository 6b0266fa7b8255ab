package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/** What paths lead to, and what the author of a wrong one is told. */
class PathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "/ClinicalDocument/id/@root ~ 1.2.3",
                "/ClinicalDocument/recordTarget/patientRole/id[1]/@extension ~ 100",
                "/ClinicalDocument/recordTarget/patientRole/id[2]/@extension ~ 200",
                "/ClinicalDocument/recordTarget/patientRole/id[3]/@extension ~ ",
                "/ClinicalDocument/recordTarget/patientRole/id/@extension ~ 100;200",
                "/ClinicalDocument/recordTarget/patientRole/id[*]/@extension ~ 100;200",
                "ClinicalDocument/title ~ Summary & more",
                "./ClinicalDocument/title ~ Summary & more",
                "//section[code/@code='10160-0']/title ~ Medications",
                "//section[code[@code=\"48765-2\"]]/title ~ Allergies",
                "//section[title='Allergies']/code/@code ~ 48765-2",
                "//section[title = 'Allergies' and code/@code = '48765-2']/title ~ Allergies",
                "//section[title='Allergies' and code/@code='10160-0']/title ~ ",
                "//section[text]/title ~ Medications",
                "//section[text][1]/title ~ Medications",
                "//section[2]/title ~ Allergies",
                "//id[@root='9.9']/@extension ~ 200",
                "//id[@extension]/@root ~ 1.2.3;9.8;9.9",
                "//title ~ Summary & more;Medications;Allergies",
                "//title[.='Allergies'] ~ Allergies",
                "//title/text() ~ Summary & more;Medications;Allergies",
                "//patient//family ~ Müller",
                "//name ~ Anna Müller",
                "//name/* ~ Anna;Müller",
                "//name/@* ~ L",
                "//name/text() ~ ' '",
                "//hl7:family ~ Müller",
                "//s:family ~ ",
                "//s:raceCode/@code ~ x;y",
                "//s:raceCode/@s:code ~ y",
                "//raceCode/@s:* ~ y",
                "//s:*/@s:code ~ y",
                "//section/text ~ a < b",
                "/nothing/id ~ ",
                "//@extension ~ A 1;100;200",
            })
    void aPathLeadsToPlacesInTheirOrder(String path, String expected) throws Exception {
        var tree = Given.tree(Given.CDA);
        var wanted = expected == null ? List.of() : List.of(expected.split(";"));
        assertThat(Given.texts(tree, path)).isEqualTo(wanted);
    }

    @Test
    void aRelativePathBeginsAtItsNodeAndAnAbsoluteOneAtTheDocument() throws Exception {
        var tree = Given.tree(Given.CDA);
        var section = Given.one(tree, "//section[2]");
        assertThat(tree.find(section, "title")).hasSize(1);
        assertThat(tree.find(section, "//title")).hasSize(3);
        assertThat(tree.find(section, ".//title")).hasSize(1);
        assertThat(tree.find(section, ".")).containsExactly(section);
        assertThat(tree.find(section, "/")).containsExactly(tree.root());
        assertThat(tree.find(Given.one(tree, "//id/@root"), "x")).isEmpty();
    }

    @Test
    void elementsWithinElementsOfTheirNameAreFoundOnceAndInOrder() throws Exception {
        var tree = Given.tree("<a><x i='1'><x i='2'><y>1</y></x><y>2</y></x><y>3</y></a>");
        assertThat(Given.texts(tree, "//x/@i")).containsExactly("1", "2");
        assertThat(Given.texts(tree, "//x/y")).containsExactly("1", "2");
        assertThat(Given.texts(tree, "//x//y")).containsExactly("1", "2");
        assertThat(Given.texts(tree, "//y")).containsExactly("1", "2", "3");
        assertThat(Given.texts(tree, "//x[1]/y[1]")).containsExactly("1", "2");
        assertThat(Given.texts(tree, "//*[y='3']/x/@i")).containsExactly("1");
    }

    @Test
    void anIndexCountsWhatTheOtherBracketsLeft() throws Exception {
        var tree = Given.tree("<a><b k='1'>p</b><b k='2'>q</b><b k='1'>r</b><c/></a>");
        assertThat(Given.texts(tree, "/a/b[@k='1'][2]")).containsExactly("r");
        assertThat(Given.texts(tree, "/a/b[2][@k='1']")).isEmpty();
        for (int i = 1; i <= 3; i++) {
            assertThat(Given.texts(tree, "/a/b[" + i + "]"))
                    .containsExactly("pqr".charAt(i - 1) + "");
        }
        assertThat(Given.texts(tree, "/a/b[1]")).containsExactly("p");
        assertThat(Given.texts(tree, "/a/*[4]")).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ write for example /ClinicalDocument/id/@root",
                "/a/ ~ it ends where a name must stand",
                "/a/../b ~ choose the parent by what is in it",
                "$.a.b ~ how JSON is written",
                "/a[0] ~ XML counts from 1",
                "/a[1 ~ ] is missing",
                "/a[@b=c] ~ in quotation marks",
                "/a[@b='c] ~ in quotation marks",
                "/a[@b=5] ~ in quotation marks",
                "/a[b or c] ~ there is no `or`",
                "/a | /b ~ there is no `or`",
                "/a[@b!='c'] ~ only = compares",
                "/a[@b>'5'] ~ only = compares",
                "/a='x' ~ stands in brackets",
                "/a/@b/c ~ nothing is below an attribute",
                "/a/text()/c ~ nothing is below an attribute or a text",
                "count(/a) ~ count, first, last, join and trim are pipes",
                "/a[last()] ~ count, first, last, join and trim are pipes",
                "/a[not(b)] ~ no functions",
                "/a[contains(b,'c')] ~ no functions",
                "//*[local-name()='id']/@root ~ write //id/@root",
                "/child::a ~ axes are not written out",
                "/a[/b='c'] ~ leave out the /",
                "/xyz:a ~ the prefix xyz is not among the format's namespaces",
                "/a/@xmlns ~ declarations of namespaces",
                "/a/@xmlns:b ~ declarations of namespaces",
                "/1a ~ must stand at character 2",
                "/a b ~ it should end before character",
                "/a[1234567890] ~ too large",
            })
    void aWrongPathIsToldWhatIsRight(String path, String words) {
        var written = path == null ? "" : path;
        assertThatThrownBy(() -> Given.format().check(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
        assertThatThrownBy(() -> Given.tree("<a/>").find(Given.tree("<a/>").root(), written))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ".", "a.b-c_1", "//*", "/a/@*", "a[ b and c ]", "PID.3/CX.1", "ä"})
    void otherPathsPass(String path) {
        Given.format().check(path);
    }

    @Test
    void namesOnTheWayBecomeThePath() {
        assertThat(Given.format().path(List.of("ClinicalDocument", "id", "@root")))
                .isEqualTo("/ClinicalDocument/id/@root");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "//section ~ title ~ title",
                "//section ~ //section/title ~ title",
                "//section ~ //section//title ~ .//title",
                "//section ~ //section ~ ''",
                "//section ~ . ~ ''",
                "//section ~ ./title ~ ./title",
                "//section ~ /ClinicalDocument/title ~ none",
                "//section ~ //sections/title ~ none",
                "//section[code/@code='1'] ~ //section/title ~ title",
                "//section[code/@code='1'] ~ //section[code/@code='1']/title ~ title",
                "/a/b ~ /a/b[2]/c ~ none",
                "entry ~ entryRelationship/act ~ entryRelationship/act",
                "entry ~ entry/act ~ act",
                "entry/se ~ entry/seq ~ none",
                "//id/@root ~ . ~ ''",
                "//id/@root ~ x ~ none",
            })
    void insideAnElementAPathIsAboutTheCurrentOne(String element, String path, String expected) {
        assertThat(Given.format().within(element, path).orElse("none")).isEqualTo(expected);
    }

    @Test
    void whateverIsWrittenIsAPathOrToldWhatIsRight() {
        var random = new Random(20261127);
        var pieces =
                "/ // a @ b [ ] ' \" = * . : x: hl7: text() 1 and ( ) | $ ä \uD83D 0 , ! -"
                        .split(" ");
        for (int i = 0; i < 50_000; i++) {
            var path = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                path.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Given.format().check(path.toString());
                Given.format().within(path.toString(), path + "/a");
            } catch (IllegalArgumentException told) {
                assertThat(told.getMessage()).contains(" is not a path of XML: ");
            }
        }
    }
}

package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

/** Parents and insert positions by the standard's structure of a message. */
class GroupsTest {

    private static Hl7v2Tree tree(String type, String... segments) throws Exception {
        var msh = "MSH|^~\\&|A|B|C|D|20261122||" + type + "|42|P|2.5.1\r";
        return Given.tree(msh + String.join("\r", segments) + "\r");
    }

    private static String names(Hl7v2Tree tree) {
        return tree.segments().all().stream().map(Segment::name).collect(Collectors.joining(" "));
    }

    @Test
    void aSpecimenHasItsContainersOrdersAndResults() throws Exception {
        var tree =
                tree(
                        "OUL^R22",
                        "PID|1",
                        "SPM|1",
                        "SAC|1",
                        "OBR|1",
                        "ORC|RE",
                        "OBX|1|ST|a",
                        "SPM|2",
                        "OBX|1|ST|s",
                        "OBR|2",
                        "OBX|1|ST|b",
                        "OBX|2|ST|c");
        assertThat(Given.texts(tree, "SPM[1]/OBR-1")).containsExactly("1");
        assertThat(Given.texts(tree, "SPM[2]/OBR/OBX-3")).containsExactly("b", "c");
        assertThat(Given.texts(tree, "OBR[1]/OBX-3")).containsExactly("a");
        assertThat(Given.texts(tree, "SPM[2]/OBX-3")).containsExactly("s", "b", "c");
    }

    @Test
    void whatFollowsAGroupIsNotBelowItsBeginning() throws Exception {
        var tree =
                tree(
                        "ADT^A01", "EVN", "PID|1", "PV1|1", "PR1|1", "ROL|1", "PR1|2", "IN1|1",
                        "ROL|2", "ACC|1");
        assertThat(Given.texts(tree, "PR1/ROL-1")).containsExactly("1");
        assertThat(Given.texts(tree, "PR1/IN1-1")).isEmpty();
        assertThat(Given.texts(tree, "IN1/ROL-1")).containsExactly("2");
        assertThat(Given.texts(tree, "IN1/ACC-1")).isEmpty();
        assertThat(Given.texts(tree, "PID/ACC-1")).containsExactly("1");
    }

    @Test
    void aPriorResultIsBelowItsOrderAndAnotherOrderIsNot() throws Exception {
        var tree =
                tree(
                        "OML^O21",
                        "PID|1",
                        "ORC|NW",
                        "OBR|1",
                        "OBX|1|ST|a",
                        "ORC|NW",
                        "OBR|2",
                        "OBX|1|ST|b",
                        "PID|9",
                        "OBR|9",
                        "OBX|1|ST|p");
        assertThat(Given.texts(tree, "ORC[1]/OBX-3")).containsExactly("a");
        assertThat(Given.texts(tree, "ORC[2]/OBX-3")).containsExactly("b", "p");
        assertThat(Given.texts(tree, "PID[2]/OBR-1")).containsExactly("9");
    }

    @Test
    void aTransactionHasItsProceduresAndOrders() throws Exception {
        var tree = tree("DFT^P03", "EVN", "PID|1", "FT1|1", "PR1|1", "FT1|2", "PR1|2", "DG1|1");
        assertThat(Given.texts(tree, "FT1[1]/PR1-1")).containsExactly("1");
        assertThat(Given.texts(tree, "FT1[2]/PR1-1")).containsExactly("2");
    }

    @Test
    void localSegmentsAreBelowTheGroupTheyStandIn() throws Exception {
        var tree =
                tree(
                        "ADT^A01", "EVN", "PID|1", "PV1|1", "PR1|1", "ZPR|1", "PR1|2", "ZPR|2",
                        "IN1|1");
        assertThat(Given.texts(tree, "PR1[2]/ZPR-1")).containsExactly("2");
    }

    @Test
    void aSegmentIsAddedWhereItsStructureHasIt() throws Exception {
        var tree = tree("ADT^A01", "EVN", "PID|1", "PV1|1", "AL1|1", "PR1|1", "IN1|1", "ZZZ|1");
        tree.add(tree.root(), "IN1/IN3", false);
        tree.add(tree.root(), "PR1/ROL", false);
        tree.make(tree.root(), "DB1-1");
        tree.make(tree.root(), "GT1-1");
        tree.make(tree.root(), "PDA-1");
        assertThat(names(tree)).isEqualTo("MSH EVN PID PV1 DB1 AL1 PR1 ROL GT1 IN1 IN3 PDA ZZZ");
    }

    @Test
    void aSegmentIsAddedToTheGroupThatItsParentBegins() throws Exception {
        var tree =
                tree(
                        "ORU^R01", "PID|1", "ORC|RE", "OBR|1", "NTE|1", "ORC|RE", "OBR|2", "NTE|2",
                        "SPM|1");
        tree.add(tree.root(), "OBR[1]/OBX", false);
        tree.add(tree.root(), "OBR[2]/OBX", false);
        tree.add(tree.root(), "PID/PV1", false);
        tree.add(tree.root(), "ORC[1]/SPM", false);
        assertThat(names(tree)).isEqualTo("MSH PID PV1 ORC OBR NTE OBX SPM ORC OBR NTE OBX SPM");
    }

    @Test
    void anotherOneGoesBehindTheGroupOfTheLast() throws Exception {
        var tree =
                tree(
                        "ADT^A01", "EVN", "PID|1", "PV1|1", "IN1|1", "IN2|1", "IN1|2", "IN2|2",
                        "ACC|1");
        tree.add(tree.root(), "IN1", false);
        assertThat(names(tree)).isEqualTo("MSH EVN PID PV1 IN1 IN2 IN1 IN2 IN1 ACC");
    }

    @Test
    void aMessageWithoutStructureFollowsTheUsualOrder() throws Exception {
        var tree = tree("ZZZ^Z01", "PID|1", "PV1|1", "OBR|1", "OBX|1|ST|a", "OBR|2", "OBX|1|ST|b");
        assertThat(Given.texts(tree, "OBR[2]/OBX-3")).containsExactly("b");
        tree.add(tree.root(), "OBR[1]/OBX", false);
        assertThat(names(tree)).isEqualTo("MSH PID PV1 OBR OBX OBX OBR OBX");
    }

    @Test
    void anotherTypeOfTheMessageIsSeen() throws Exception {
        var tree = tree("ZZZ^Z01", "PID|1", "PR1|1", "IN1|1");
        assertThat(Given.texts(tree, "PR1/IN1-1")).isEqualTo(List.of("1"));
        tree.set(tree.find(tree.root(), "MSH-9").get(0), Value.encoded("ADT^A01"));
        assertThat(Given.texts(tree, "PR1/IN1-1")).isEmpty();
    }
}

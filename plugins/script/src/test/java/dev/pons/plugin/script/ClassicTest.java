package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classic transformers: the message as an object of E4X, read and changed as they do it. */
class ClassicTest {

    private static final String LINES = Given.ORU.replace('\r', '\n');

    private static String out(String code) throws Exception {
        return Given.out(Given.classic(code));
    }

    private static String line(String code, String begin) throws Exception {
        return Given.line(Given.afterClassic(code), begin);
    }

    private static String xml(String code, String message) throws Exception {
        var world = new Given.World();
        world.format = "xml";
        return Given.text(Given.result(Given.classic(code), message, world));
    }

    @Test
    void aComponentIsReadAsText() throws Exception {
        assertThat(
                        out(
                                "vars.out = msg['PID']['PID.5']['PID.5.2'].toString() + '/' +"
                                        + " msg['MSH']['MSH.9']['MSH.9.1'] + '/' +"
                                        + " msg['PID']['PID.3'][1]['PID.3.4']['PID.3.4.2']"))
                .isEqualTo("ANNA/ORU/1.2");
    }

    @Test
    void theDelimitersAreFieldsOfTheHeader() throws Exception {
        assertThat(out("vars.out = msg.MSH['MSH.1'].toString() + msg.MSH['MSH.2'].toString()"))
                .isEqualTo("|^~\\&");
    }

    @Test
    void whatIsAbsentIsEmpty() throws Exception {
        assertThat(
                        out(
                                "vars.out = '[' + msg['ZZZ']['ZZZ.1']['ZZZ.1.1'].toString() + ']' +"
                                        + " msg['PID']['PID.40'].length()"))
                .isEqualTo("[]0");
    }

    @Test
    void escapedTextIsReadAsText() throws Exception {
        assertThat(out("vars.out = msg['OBX'][1]['OBX.5']['OBX.5.1'].toString()"))
                .isEqualTo("a & b \\.br\\ c");
    }

    @Test
    void repetitionsAreCountedAndChosen() throws Exception {
        var code =
                """
                var mrn = '';
                for (var i = 0; i < msg['PID']['PID.3'].length(); i++) {
                  if (msg['PID']['PID.3'][i]['PID.3.5'].toString() == 'MR') {
                    mrn = msg['PID']['PID.3'][i]['PID.3.1'].toString();
                  }
                }
                vars.out = mrn;
                """;
        assertThat(out(code)).isEqualTo("100");
    }

    @Test
    void forEachGoesThroughSegmentsOfAName() throws Exception {
        assertThat(
                        out(
                                "var n = ''; for each (var obx in msg['OBX']) { n +="
                                        + " obx['OBX.2']['OBX.2.1'].toString() + ','; } vars.out ="
                                        + " n"))
                .isEqualTo("NM,ST,NM,");
    }

    @Test
    void descendantsAreFound() throws Exception {
        assertThat(
                        out(
                                "var n = 0; for each (obx in msg..OBX) { n++ } vars.out = n + ':' +"
                                        + " msg..*.length()"))
                .startsWith("3:");
    }

    @Test
    void aPredicateFilters() throws Exception {
        assertThat(
                        xml(
                                "delete msg.c.(@id == '2' && part.text() == 'y')[0].part",
                                "<a><c id=\"1\"><part>x</part></c><c id=\"2\"><part>y</part></c></a>"))
                .isEqualTo("<a><c id=\"1\"><part>x</part></c><c id=\"2\"/></a>");
    }

    @Test
    void anUntouchedMessageIsTheSameMessage() throws Exception {
        var flow = new Given.World().flow(Given.ORU);
        var result =
                Given.classic("msg['PID']['PID.5']['PID.5.1'].toString()")
                        .apply(flow.original(), flow);
        assertThat(result.message()).containsSame(flow.original());
    }

    @Test
    void anAssignmentChangesItsComponentOnly() throws Exception {
        assertThat(Given.afterClassic("msg['PID']['PID.5']['PID.5.2'] = 'EVA'"))
                .isEqualTo(LINES.replace("ANNA", "EVA"));
    }

    @Test
    void whatIsAssignedIsEscaped() throws Exception {
        assertThat(line("msg['PID']['PID.11']['PID.11.1'] = 'A & B ^ C'", "PID"))
                .contains("|A \\T\\ B \\S\\ C^^Town|");
    }

    @Test
    void aFieldIsAssignedAsAWhole() throws Exception {
        assertThat(line("msg['PID']['PID.8'] = 'M'", "PID")).contains("|19700102|M|||");
    }

    @Test
    void aFieldBehindTheEndIsMade() throws Exception {
        assertThat(line("msg['OBR']['OBR.10']['OBR.10.2'] = 'X'", "OBR"))
                .isEqualTo("OBR|1|A1|B1|GLU^Glucose|||20240131|||^X");
    }

    @Test
    void anElementBetweenIsMadeWhereItIsAssigned() throws Exception {
        assertThat(line("msg['NTE']['NTE.3']['NTE.3.1'] += ' and more'", "NTE"))
                .isEqualTo("NTE|1||first and more");
        assertThat(line("msg['PV1']['PV1.3']['PV1.3.4'] = 'KH'", "PV1"))
                .isEqualTo("PV1|1|I|W1^101^^KH");
    }

    @Test
    void subcomponentsAreAssigned() throws Exception {
        assertThat(line("msg['PID']['PID.3'][1]['PID.3.4']['PID.3.4.2'] = '9'", "PID"))
                .contains("~200^^^GOV&9&ISO^SS|");
    }

    @Test
    void aFieldIsDeleted() throws Exception {
        assertThat(line("delete msg['PID']['PID.11']", "PID"))
                .isEqualTo(Given.line(LINES, "PID").replace("Street 1^^Town", ""));
    }

    @Test
    void aRepetitionIsDeleted() throws Exception {
        assertThat(line("delete msg['PID']['PID.3'][0]", "PID"))
                .startsWith("PID|1||200^^^GOV&1.2&ISO^SS||Kan");
    }

    @Test
    void segmentsAreDeleted() throws Exception {
        assertThat(Given.afterClassic("delete msg['OBX'][1]; delete msg['NTE']"))
                .isEqualTo(
                        LINES.replace(
                                "OBX|2|ST|TXT||a \\T\\ b \\.br\\ c||||||F\nNTE|1||first\n", ""));
        assertThat(Given.afterClassic("delete msg['OBX']")).doesNotContain("OBX|");
    }

    @Test
    void aSegmentIsCreatedAtTheEnd() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "createSegment('ZAA', msg); msg['ZAA']['ZAA.1']['ZAA.1.1'] = 'A';"
                                        + "msg['ZAA']['ZAA.3'] = 'C'"))
                .isEqualTo(LINES + "ZAA|A||C\n");
    }

    @Test
    void segmentsAreCreatedByNumber() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "for (var i = 0; i < 2; i++) { createSegment('ZAA', msg, i);"
                                        + " msg['ZAA'][i]['ZAA.1']['ZAA.1.1'] = i + 1 }"))
                .isEqualTo(LINES + "ZAA|1\nZAA|2\n");
    }

    @Test
    void aSegmentIsCreatedBehindAnother() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "createSegmentAfter('ZPI', msg['PID']); msg['ZPI']['ZPI.1'] ="
                                        + " 'x'"))
                .contains("\nZPI|x\nPV1|");
    }

    @Test
    void anElementIsPutInAsLiteral() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "var name = 'N & M'; msg.appendChild(<ZBB><ZBB.1><ZBB.1.1>{name}"
                                        + "</ZBB.1.1></ZBB.1></ZBB>)"))
                .isEqualTo(LINES + "ZBB|N \\T\\ M\n");
    }

    @Test
    void segmentsAreRenumbered() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "var i = 10; for each (seg in msg..OBX)"
                                        + " seg['OBX.1']['OBX.1.1'] = i++;"))
                .contains("OBX|10|NM", "OBX|11|ST", "OBX|12|NM");
    }

    @Test
    void childrenAreNamedAndCounted() throws Exception {
        assertThat(
                        out(
                                "var names = []; for each (var c in msg.children()) {"
                                        + " names.push(c.name().toString()) } vars.out ="
                                        + " names.join('-')"))
                .isEqualTo("MSH-PID-PV1-OBR-OBX-OBX-NTE-OBX");
    }

    @Test
    void leavesAreReplacedRecursively() throws Exception {
        var code =
                """
                function all(parent) {
                  for each (child in parent.children()) {
                    if (child.hasComplexContent()) { all(child); }
                    else if (child.toString() == 'F') { parent.children()[child.childIndex()] = 'X'; }
                  }
                }
                for each (var o in msg['OBX']) { for each (var f in o.children()) { all(f); } }
                """;
        assertThat(Given.afterClassic(code)).contains("7.1|mmol/L|||||P").contains("mmol/L|||||X");
    }

    @Test
    void aSegmentIsCopied() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "var c = msg['OBX'][0].copy(); c['OBX.1']['OBX.1.1'] = '9';"
                                        + " msg.appendChild(c)"))
                .endsWith("OBX|9|NM|GLU^Glucose||5.5|mmol/L|||||F\n");
    }

    @Test
    void theMessageIsBuiltAnew() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "var h = msg['MSH'].copy(); msg = <HL7Message/>;"
                                        + " msg.appendChild(h);"
                                        + " msg.appendChild(<EVN><EVN.1>A01</EVN.1></EVN>)"))
                .isEqualTo(LINES.substring(0, LINES.indexOf('\n') + 1) + "EVN|A01\n");
    }

    @Test
    void aSegmentIsMovedBehindOthers() throws Exception {
        assertThat(
                        Given.afterClassic(
                                "var pv1 = msg['PV1'][0].copy(); delete msg['PV1'];"
                                        + " msg.insertChildAfter(msg['MSH'][0], pv1)"))
                .contains("|2.5\nPV1|1|I|W1^101\nPID|");
    }

    @Test
    void attributesAreNoPartOfHl7() throws Exception {
        assertThat(Given.afterClassic("msg['MSH'].@source = 'x'; vars.out = msg['MSH'].@source"))
                .isEqualTo(LINES);
    }

    @Test
    void deletedOfHl7StaysDeleted() throws Exception {
        assertThat(line("msg['PID']['PID.8']['PID.8.1'] = '\"\"'", "PID")).contains("|\"\"|||");
    }

    @Test
    void messagesWithOtherDelimitersKeepThem() throws Exception {
        var other = "MSH!*~\\&!LAB!KH!HIS!KH!20240131!!ORU*R01!4711!P!2.5\rPID!1!!100*A!!A*B\r";
        assertThat(Given.after(Given.classic("msg['PID']['PID.5']['PID.5.2'] = 'C*D'"), other))
                .isEqualTo(other.replace("A*B", "A*C\\S\\D").replace('\r', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msg['PID']['PID.x'] = 'A'",
                "msg['PID']['OBX.1'] = 'A'",
                "msg['PID']['PID.9999999'] = 'A'",
                "msg['PID'] = 'A'",
                "msg['MSH']['MSH.1'] = 'A'",
                "msg = 'A'",
                "msg['PID'].setLocalName('a b')",
                "msg['PID']['PID.5'].setName(msg['PID']['PID.5']['PID.5.1'] + ' x')",
                "msg.appendChild(<lowercase/>)"
            })
    void whatIsNoMessageIsRefused(String code) {
        assertThat(Given.failure(Given.classic(code)).problems())
                .singleElement()
                .extracting(problem -> problem.toString())
                .asString()
                .doesNotContain(Given.CANARY)
                .isNotEmpty();
    }

    @Test
    void anXmlMessageIsReadAndChanged() throws Exception {
        var message =
                "<?xml version=\"1.0\"?>\n<!-- a -->\n<a b=\"1\"><c>x</c> <c>y</c></a>\n<!-- z -->\n";
        assertThat(xml("vars.out = msg.c[1]", message)).isEqualTo(message);
        assertThat(xml("msg.c[1] = 'n & m'; msg.@b = 2; delete msg.c[0]", message))
                .isEqualTo(
                        "<?xml version=\"1.0\"?>\n<!-- a -->\n<a b=\"2\"> <c>n &amp; m</c></a>\n<!--"
                                + " z -->\n");
    }

    @Test
    void namespacesOfXmlAreDeclared() throws Exception {
        assertThat(
                        xml(
                                "default xml namespace = 'urn:hl7-org:v3'; msg.title = 'T'",
                                "<d xmlns=\"urn:hl7-org:v3\"><title>a</title></d>"))
                .isEqualTo("<d xmlns=\"urn:hl7-org:v3\"><title>T</title></d>");
    }

    @Test
    void aMessageThatIsNeitherSaysSo() {
        var world = new Given.World();
        world.format = "json";
        var flow = world.flow("{\"a\": 1}");
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> Given.classic("1").apply(flow.original(), flow)))
                .hasMessageContaining("e4x works on HL7 v2 and XML");
    }

    @Test
    void withoutTheOptionThereIsNoE4x() throws Exception {
        assertThat(Given.out("vars.out = typeof XML")).isEqualTo("undefined");
    }
}

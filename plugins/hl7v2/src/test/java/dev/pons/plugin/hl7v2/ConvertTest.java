package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** HL7 v2 as XML and JSON, and XML as HL7 v2. */
class ConvertTest {

    private static final String MSH = "MSH|^~\\&|A^B|W|||20261122||ADT^A01^ADT_A01|42|P|2.5\r";

    private static String to(String format, String hl7) throws Exception {
        var converted = Given.format().convert(Given.message(hl7), "hl7v2", format);
        return new String(converted.toBytes(), StandardCharsets.UTF_8);
    }

    private static String back(String xml) throws Exception {
        var message = Message.of(xml.getBytes(StandardCharsets.UTF_8));
        return new String(
                Given.format().convert(message, "xml", "hl7v2").toBytes(), StandardCharsets.UTF_8);
    }

    private static String oneLine(String xml) {
        return xml.replaceAll(">\\s+<", "><");
    }

    @Test
    void aMessageIsNamedByItsStructureAndItsTypes() throws Exception {
        assertThat(oneLine(to("xml", MSH + "PID|1||100^^^A&1.2&ISO~200||MILLER&VAN^ANNA|||F")))
                .isEqualTo(
                        oneLine(
                                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ADT_A01 xmlns="urn:hl7-org:v2xml">
                <MSH><MSH.1>|</MSH.1><MSH.2>^~\\&amp;</MSH.2>
                <MSH.3><HD.1>A</HD.1><HD.2>B</HD.2></MSH.3><MSH.4><HD.1>W</HD.1></MSH.4>
                <MSH.7><TS.1>20261122</TS.1></MSH.7>
                <MSH.9><MSG.1>ADT</MSG.1><MSG.2>A01</MSG.2><MSG.3>ADT_A01</MSG.3></MSH.9>
                <MSH.10>42</MSH.10><MSH.11><PT.1>P</PT.1></MSH.11><MSH.12><VID.1>2.5</VID.1></MSH.12>
                </MSH>
                <PID><PID.1>1</PID.1>
                <PID.3><CX.1>100</CX.1><CX.4><HD.1>A</HD.1><HD.2>1.2</HD.2><HD.3>ISO</HD.3></CX.4></PID.3>
                <PID.3><CX.1>200</CX.1></PID.3>
                <PID.5><XPN.1><FN.1>MILLER</FN.1><FN.2>VAN</FN.2></XPN.1><XPN.2>ANNA</XPN.2></PID.5>
                <PID.8>F</PID.8></PID>
                </ADT_A01>
                """));
    }

    @Test
    void groupsAreNamedByTheStandard() throws Exception {
        var xml =
                oneLine(to("xml", Given.ORU))
                        .replaceAll(
                                "<(/?)[A-Z0-9]+\\.[0-9]+(/?)>|[^<>]+(?=</[A-Z0-9]+\\.[0-9])", "");
        assertThat(xml)
                .contains(
                        "<ORU_R01.PATIENT_RESULT><ORU_R01.PATIENT><PID></PID><PD1></PD1><NTE></NTE>"
                                + "</ORU_R01.PATIENT><ORU_R01.ORDER_OBSERVATION><ORC></ORC><OBR></OBR>"
                                + "<NTE></NTE><ORU_R01.OBSERVATION><OBX></OBX><NTE></NTE><NTE></NTE>"
                                + "</ORU_R01.OBSERVATION><ORU_R01.OBSERVATION><OBX></OBX>"
                                + "</ORU_R01.OBSERVATION></ORU_R01.ORDER_OBSERVATION>"
                                + "<ORU_R01.ORDER_OBSERVATION><ORC>");
    }

    @Test
    void theEventNamesTheStructureWhereTheMessageDoesNot() throws Exception {
        assertThat(to("xml", MSH.replace("ADT^A01^ADT_A01", "ADT^A08"))).contains("<ADT_A01 xmlns");
        assertThat(to("xml", MSH.replace("ADT^A01^ADT_A01", "ACK^A01"))).contains("<ACK xmlns");
    }

    @Test
    void aValueOfAnyTypeHasTheTypeThatItsSegmentSays() throws Exception {
        var obx = "OBX|1|CE|K||a^b\rOBX|2|NM|K||1\rOBX|3|QQ|K||a^b&c\r";
        assertThat(to("xml", MSH + obx))
                .contains(
                        "<OBX.5><CE.1>a</CE.1><CE.2>b</CE.2></OBX.5>",
                        "<OBX.5>1</OBX.5>",
                        "<OBX.5><UNKNOWN.1>a</UNKNOWN.1><UNKNOWN.2><UNKNOWN.1>b</UNKNOWN.1>"
                                + "<UNKNOWN.2>c</UNKNOWN.2></UNKNOWN.2></OBX.5>");
    }

    @Test
    void aTypeBelowSubcomponentsIsNamedToo() throws Exception {
        var orc = MSH.replace("ADT^A01^ADT_A01", "ORM^O01") + "ORC|NW||||||1&TAB^D\r";
        assertThat(to("xml", orc))
                .contains("<ORC.7><TQ.1><CQ.1>1</CQ.1><CQ.2><CE.1>TAB</CE.1></CQ.2></TQ.1>");
    }

    @Test
    void localSegmentsStayWhereTheyStood() throws Exception {
        assertThat(oneLine(to("xml", MSH + "PID|1\rPR1|1\rZPR|x^y\rIN1|1\r")))
                .contains(
                        "<ZPR><ZPR.1><UNKNOWN.1>x</UNKNOWN.1><UNKNOWN.2>y</UNKNOWN.2></ZPR.1></ZPR>"
                                + "</ADT_A01.PROCEDURE><ADT_A01.INSURANCE>");
    }

    @Test
    void anotherOrderIsNoPriorResultOfTheFirst() throws Exception {
        var order = "ORC|NW\rOBR|1\r";
        var xml = to("xml", MSH.replace("ADT^A01^ADT_A01", "OML^O21") + "PID|1\r" + order + order);
        assertThat(xml.split("<OML_O21.ORDER>")).hasSize(3);
        assertThat(xml).doesNotContain("PRIOR");
    }

    @Test
    void escapesBecomeTextAndFormattingBecomesElements() throws Exception {
        var nte = MSH + "NTE|1||A\\T\\B \\F\\ <x>\\.br\\\\H\\bold\\N\\ \\X0D0A\\\\X41\\\r";
        var xml = to("xml", nte);
        assertThat(xml)
                .contains(
                        "A&amp;B | &lt;x&gt;<escape V=\".br\"/><escape V=\"H\"/>bold"
                                + "<escape V=\"N\"/> <escape V=\"X0D\"/><escape V=\"X0A\"/>A<");
        assertThat(back(xml))
                .isEqualTo(nte.replace("\\X0D0A\\", "\\X0D\\\\X0A\\").replace("\\X41\\", "A"));
    }

    @Test
    void whatIsConvertedThereAndBackIsTheSameMessage() throws Exception {
        var hl7 =
                MSH.replace("^~\\&", "^~\\&")
                        + "PID|1||100^^^A&1.2&ISO^MR~~300||\"\"^ANNA^^\"\"||19700101\r"
                        + "ZZZ|a&b^c||~d\r";
        assertThat(back(to("xml", hl7))).isEqualTo(hl7);
        assertThat(back(to("xml", Given.ORU))).isEqualTo(Given.ORU);
    }

    @Test
    void theDelimitersOfTheXmlAreWritten() throws Exception {
        var hl7 = "MSH#*+!%#A*B#W#####ADT*A01#42#P#2.5\rPID###1*!S!2+3##a|b\r";
        assertThat(back(to("xml", hl7))).isEqualTo(hl7);
    }

    @Test
    void layoutAroundTextIsNoText() throws Exception {
        var xml =
                """
                <ADT_A01 xmlns="urn:hl7-org:v2xml"><MSH><MSH.1>|</MSH.1><MSH.2>^~\\&amp;</MSH.2></MSH>
                <PID><PID.5><XPN.1><FN.1>
                    MILLER
                    <escape V=".br"/>
                  x  y
                </FN.1></XPN.1></PID.5></PID></ADT_A01>
                """;
        assertThat(back(xml)).isEqualTo("MSH|^~\\&\rPID|||||MILLER\\.br\\x  y\r");
    }

    @Test
    void theCharacterSetOfTheXmlIsWritten() throws Exception {
        var msh = "MSH|^~\\&|||||||ADT^A01|1|P|2.5||||||8859/1\r";
        var xml = to("xml", msh).replace("<MSH.10>1<", "<MSH.10>\u00e4<");
        var message = Message.of(xml.getBytes(StandardCharsets.UTF_8));
        var bytes = Given.format().convert(message, "xml", "hl7v2").toBytes();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("|\u00e4|P|");
        var lacking = xml.replace("\u00e4", "\u0416").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Given.format().convert(Message.of(lacking), "xml", "hl7v2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("MSH-18");
    }

    @Test
    void xmlThatIsNoHl7IsRefusedInOwnWords() {
        for (var xml :
                new String[] {
                    "<a/>",
                    "<a><MSH></a>",
                    "x",
                    "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ADT_A01><MSH/></ADT_A01>",
                    "<ADT_A01 xmlns='urn:x'><MSH/></ADT_A01>",
                    "<ADT_A01><MSH><MSH>x</MSH></MSH></ADT_A01>",
                    "<ADT_A01><MSH>canary</MSH></ADT_A01>",
                    "<ADT_A01><MSH><MSH.3><HD.1><A.1><B.1>a</B.1><B.2>canary</B.2></A.1></HD.1></MSH.3></MSH></ADT_A01>",
                    "<ADT_A01><MSH><MSH.3><escape V='canary|'/></MSH.3></MSH></ADT_A01>"
                }) {
            assertThatThrownBy(() -> back(xml))
                    .as(xml)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void jsonHasListsAndObjectsWhereTheStandardHasThem() throws Exception {
        assertThat(to("json", MSH + "PID|1||100^^^A^MR||MILLER|||\"\"\rZZZ|a~b|c^d&e|f\"\\.br\\\r"))
                .isEqualTo(
                        """
                {"structure":"ADT_A01","segments":[
                {"segment":"MSH","1":"|","2":"^~\\\\&","3":{"1":"A","2":"B"},"4":{"1":"W"},"7":{"1":"20261122"},"9":{"1":"ADT","2":"A01","3":"ADT_A01"},"10":"42","11":{"1":"P"},"12":{"1":"2.5"}},
                {"segment":"PID","1":"1","3":[{"1":"100","4":{"1":"A"},"5":"MR"}],"5":[{"1":{"1":"MILLER"}}],"8":null},
                {"segment":"ZZZ","1":["a","b"],"2":{"1":"c","2":{"1":"d","2":"e"}},"3":"f\\"\\\\.br\\\\"}
                ]}
                """);
    }

    private static String fromJson(String json) throws Exception {
        var message = Message.of(json.getBytes(StandardCharsets.UTF_8));
        return new String(
                Given.format().convert(message, "json", "hl7v2").toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void jsonComesBackAsTheSameMessage() throws Exception {
        var hl7 =
                MSH
                        + "PID|1||100^^^A&1.2&ISO^MR~~300||\"\"^ANNA^^\"\"||19700101\r"
                        + "NTE|1||A\\T\\B\\.br\\\"C\\X09\\\r".replace("\\X09\\", "\t")
                        + "ZZZ|a&b^c||~d\r";
        assertThat(fromJson(to("json", hl7))).isEqualTo(hl7);
        assertThat(fromJson(to("json", Given.ORU))).isEqualTo(Given.ORU);
    }

    @Test
    void jsonOfAnotherShapeIsRefusedInOwnWords() {
        for (var json :
                new String[] {
                    "",
                    "[]",
                    "{\"segments\":[1]}",
                    "{\"segments\":[{\"segment\":\"pid\"}]}",
                    "{\"canary",
                    "{} x",
                    "{\"segments\":[{\"segment\":\"MSH\",\"canary\":1}]}",
                    "{\"segments\":[{\"segment\":\"MSH\",\"3\":[[1]]}]}",
                    "{\"segments\":[]}",
                    "[[[[[[[[[[[[1]]]]]]]]]]]]"
                }) {
            assertThatThrownBy(() -> fromJson(json))
                    .as(json)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void aVersionThatIsNotKnownIsReadAsTheOneBefore() {
        assertThat(Standard.of("2.9")).isSameAs(Standard.of("2.8.1"));
        assertThat(Standard.of("2.7.1")).isSameAs(Standard.of("2.7"));
        assertThat(Standard.of("")).isSameAs(Standard.of("2.5"));
        assertThat(Standard.of("2.10")).isSameAs(Standard.of("2.8.1"));
    }
}

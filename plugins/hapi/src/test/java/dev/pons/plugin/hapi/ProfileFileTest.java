package dev.pons.plugin.hapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is no good profile is told with its line and what to do. */
class ProfileFileTest {

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("bad.xml"), text);
    }

    private static String good() throws IOException {
        return Files.readString(Given.PROFILE);
    }

    /** The words about a profile in which one text is another. */
    private String fault(String from, String to) throws IOException {
        assertThat(good()).contains(from);
        return fault(good().replace(from, to));
    }

    private String fault(String text) throws IOException {
        var file = file(text);
        try {
            Given.profile(file);
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
        throw new AssertionError("this is a good profile");
    }

    private static int line(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "Usage=\"B\" -> Usage=\"Y\" -> Usage is R, RE, O, C, CE, X, B or W, and not Y",
                "Usage=\"B\" -> '' -> <Field> has no Usage; write it",
                "Min=\"1\" Max=\"2\" -> Min=\"3\" Max=\"2\" -> Min is more than Max; correct one of them",
                "Min=\"1\" Max=\"2\" -> Min=\"1\" Max=\"two\" -> Max is a number from 0 on, and not two",
                "Min=\"1\" Max=\"2\" -> Min=\"-1\" Max=\"2\" -> Min is a number from 0 on, and not -1",
                "Length=\"8\" -> Length=\"1..8\" -> Length is a number from 0 on, and not 1..8",
                "HL7Version=\"2.5\" -> HL7Version=\"V2\" -> HL7Version is one from 2.1 on, as 2.5",
                "EventType=\"A01\" -> '' -> <HL7v2xStaticDef> has no EventType; write it",
                "<Predicate> -> <Feild/><Predicate> -> a <Field> has no <Feild>; correct or remove it",
                "<DynamicDef -> <HL7v2xStaticDefRef Identifier=\"1\"/><DynamicDef -> definitions of other files are not fetched; put it into this file",
                "Datatype=\"XPN\" -> Datatype=\"ST\" -> PID-5 is XPN in HL7 2.5, and not ST",
                "Name=\"namespace ID\" Usage=\"R\" Datatype=\"IS\" Length=\"20\"/> -> Name=\"x\" Usage=\"R\" Datatype=\"NM\"/> -> PID-3.4.1 is IS in HL7 2.5, and not NM",
                "Name=\"INSURANCE\" -> Name=\"ASSURANCE\" -> HL7 2.5 ADT_A01 has no group ASSURANCE here; there is PROCEDURE, INSURANCE",
                "Segment Name=\"ZPI\" -> Segment Name=\"Zpi1\" -> the name of a segment is three capitals, as PID",
            })
    void aFaultIsToldWithItsLine(String from, String to, String words) throws IOException {
        var other = to.equals("''") ? "" : to;
        var said = fault(from, other);
        int line = line(good(), from);
        assertThat(said).contains("bad.xml:" + line + ": " + words);
    }

    @Test
    void faultsComeAtOnceTheFirstFiveOfThem() throws IOException {
        var said = fault(good().replace("Usage=\"R\"", "Usage=\"Y\""));
        assertThat(said.split("; bad\\.xml:")).hasSize(5);
        assertThat(said).matches("(?s)bad\\.xml:9: .* \\(and \\d+ more\\)");
    }

    @Test
    void brokenXmlIsToldWithItsLine() throws IOException {
        assertThat(fault(good().replace("</SegGroup>", ""))).startsWith("bad.xml:79: ");
        assertThat(fault("")).startsWith("bad.xml:1: ");
        assertThat(fault("<profile/>"))
                .contains("bad.xml:1: a message profile is a <HL7v2xConformanceProfile>");
        assertThat(fault("<HL7v2xConformanceProfile HL7Version='2.5'/>"))
                .contains("there is no <HL7v2xStaticDef>");
    }

    @Test
    void documentTypesAndEntitiesAreOff() throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), Given.CANARY);
        var inside =
                "<!DOCTYPE HL7v2xConformanceProfile [<!ENTITY x SYSTEM \""
                        + secret.toUri()
                        + "\">]>\n<HL7v2xConformanceProfile HL7Version=\"2.5\">&x;"
                        + "</HL7v2xConformanceProfile>";
        assertThat(fault(inside))
                .isEqualTo(
                        "bad.xml:1: a document type (<!DOCTYPE>) is off, for it can fetch other"
                                + " files; remove it");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> Given.profile(folder.resolve("gone.xml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gone.xml cannot be read: is it there, and may the engine read it?");
    }

    /** A profile is about what sites send, so not all of it is the standard's. */
    @Test
    void segmentsAndFieldsThatTheVersionDoesNotHaveMayStand() throws Exception {
        var later = "<Field Name=\"x\" Usage=\"O\" Min=\"0\" Max=\"1\" Datatype=\"ST\"/>";
        var text =
                good().replace(
                                "<Segment Name=\"EVN\" LongName=\"Event Type\"",
                                "<Segment Name=\"ZEV\" Usage=\"O\" Min=\"0\" Max=\"1\">"
                                        + later.repeat(3)
                                        + "</Segment><Segment Name=\"EVN\"")
                        .replace(
                                "</Predicate>\n        <DataValues ExValue=\"F\"/>\n      </Field>",
                                "</Predicate></Field>"
                                        + later.replace("\"O\"", "\"X\"").repeat(31)
                                        + later.repeat(9));
        var step = Given.profile(file(text));
        assertThat(Given.findings(step, Given.ADT)).isEmpty();
        assertThat(Given.places(step, Given.ADT.replace("|F\r", "|F" + "|".repeat(40) + "x\r")))
                .isEmpty();
    }
}

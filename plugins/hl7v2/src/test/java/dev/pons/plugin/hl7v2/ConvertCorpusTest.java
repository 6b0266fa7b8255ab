package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.parser.XMLParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

/** Real messages as XML and back; our XML beside that of HAPI; XML of others as HL7 v2. */
class ConvertCorpusTest {

    private static List<Path> corpus(String below, String end) throws IOException {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus/" + below))) {
            at = at.getParent();
        }
        assumeTrue(
                at != null,
                "skipped: no corpus: there is no folder ../shared/corpus beside a parent");
        try (var files = Files.walk(at.resolve("../shared/corpus/" + below))) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Without what says nothing: empty parts at the end, and how a character is escaped. */
    private static String plain(Message message) throws Exception {
        var out = new StringBuilder();
        var tree =
                (Hl7v2Tree) Given.format("8859/1", true, Hl7v2Options.Mode.ORIGINAL).read(message);
        var typed = new Typed(tree);
        for (var segment : typed.segments()) {
            out.append(segment.name());
            for (int i = 1; i <= typed.fields(segment); i++) {
                out.append('|');
                for (var one : typed.written(segment, i)) {
                    var bare =
                            i < 3 && segment.isHeader()
                                    ? one
                                    : one.replaceAll("&+(?=\\^|$)", "").replaceAll("\\^+$", "");
                    out.append(
                                    Escapes.unescape(
                                            bare.replaceAll("\\s*[\\r\\n]\\s*", ""),
                                            Delimiters.STANDARD,
                                            typed.encoding()))
                            .append('~');
                }
                while (out.charAt(out.length() - 1) == '~') {
                    out.setLength(out.length() - 1);
                }
            }
            while (out.charAt(out.length() - 1) == '|') {
                out.setLength(out.length() - 1);
            }
            out.append('\r');
        }
        return out.toString();
    }

    @Test
    void everyMessageComesBackFromXmlAndJsonWithAllOfItsValues() throws Exception {
        var counts = new TreeMap<String, Integer>();
        var format = Given.format("8859/1", true, Hl7v2Options.Mode.ORIGINAL);
        for (var file : corpus("hl7v2", "")) {
            var message = Message.of(Files.readAllBytes(file));
            byte[] xml;
            byte[] json;
            try {
                xml = format.convert(message, "hl7v2", "xml").toBytes();
                json = format.convert(message, "hl7v2", "json").toBytes();
            } catch (ProblemException refused) {
                counts.merge(
                        "refused: " + refused.problems().get(0).words().replaceAll("[0-9]+", "n"),
                        1,
                        Integer::sum);
                continue;
            }
            String back;
            try {
                var again = format.convert(Message.of(xml), "xml", "hl7v2");
                back = plain(Message.of(again.toBytes()));
                var second = format.convert(Message.of(json), "json", "hl7v2");
                boolean same = plain(Message.of(second.toBytes())).equals(plain(message));
                counts.merge(same ? "json equal" : "json unequal", 1, Integer::sum);
            } catch (ProblemException refused) {
                counts.merge("not back: " + refused.problems().get(0), 1, Integer::sum);
                continue;
            }
            counts.merge(back.equals(plain(message)) ? "equal" : "unequal", 1, Integer::sum);
        }
        LoggerFactory.getLogger(getClass()).info("there and back: {}", counts);
        assertThat(counts.get("equal")).isGreaterThan(450);
        assertThat(counts.keySet())
                .noneMatch(key -> key.endsWith("unequal") || key.startsWith("not"));
    }

    @Test
    void ourXmlIsThatOfHapi() throws Exception {
        var counts = new TreeMap<String, Integer>();
        try (var hapi = new DefaultHapiContext()) {
            hapi.setValidationContext(ValidationContextFactory.noValidation());
            hapi.getParserConfiguration().setDefaultObx2Type("ST");
            hapi.getParserConfiguration().setInvalidObx2Type("ST");
            var pipe = hapi.getPipeParser();
            var xmlParser = hapi.getXMLParser();
            for (var file : corpus("hl7v2", "")) {
                var text =
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .replace("\r\n", "\r")
                                .replace('\n', '\r');
                counts.merge(beside(text, xmlParser, pipe), 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(getClass()).info("beside HAPI: {}", counts);
        assertThat(counts.get("equal")).isGreaterThan(380);
        assertThat(counts).doesNotContainKey("unequal");
    }

    private static String beside(String text, XMLParser theirs, PipeParser parser)
            throws Exception {
        String other;
        try {
            other = theirs.encode(parser.parse(text));
        } catch (HL7Exception | RuntimeException none) {
            return "HAPI does not read or write it";
        }
        try {
            var message = Message.of(text.getBytes(StandardCharsets.ISO_8859_1));
            var format = Given.format("8859/1", true, Hl7v2Options.Mode.ORIGINAL);
            var own = text(format.convert(message, "hl7v2", "xml").toBytes());
            var standard = Standard.of(own.replaceAll("(?s).*<MSH.12>(<VID.1>)?|<.*", ""));
            return verdict(bare(own, standard), bare(other, standard));
        } catch (ProblemException refused) {
            return "refused: " + refused.problems().get(0).words();
        }
    }

    /** Equal, or why not. */
    private static String verdict(String ours, String theirs) {
        if (ours.equals(theirs)) {
            return "equal";
        }
        if (theirs.contains("/GenericMessage")) {
            return "HAPI has no structure: its root has a name of its own";
        }
        if (theirs.contains("/pid/")) {
            return "HAPI takes segments in small letters";
        }
        if (theirs.replaceAll("\\S*OBX.2=ST\n", "").equals(ours.replaceAll("\\S*OBX.2=ST\n", ""))) {
            return "HAPI writes an OBX-2 that is not there";
        }
        if (theirs.replaceAll("=.*", "").equals(ours.replaceAll("=.*", ""))) {
            return "HAPI trims text at escapes, and does not decode \\X..\\";
        }
        var groups = "/[A-Z0-9_]+\\.[A-Z_]+(?=/)|=.*";
        return theirs.replaceAll(groups, "").equals(ours.replaceAll(groups, ""))
                ? "HAPI groups otherwise: prior results for new orders, segments out of order"
                : "unequal";
    }

    @Test
    void xmlOfOthersIsReadAsTheMessageThatItIs() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var file : corpus("pairs/oie__er7-xml", ".xml")) {
            var name = file.getFileName().toString().replaceAll("-(input|output).xml", "");
            var twin = corpus("pairs/oie__er7-xml/" + name, ".txt").get(0);
            counts.merge("pairs: " + pair(file, twin), 1, Integer::sum);
        }
        for (var file : corpus("", ".xml")) {
            var xml = text(Files.readAllBytes(file));
            if (xml.contains("urn:hl7-org:v2xml") && xml.contains("<MSH>")) {
                counts.merge("v2.xml: " + again(xml), 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(getClass()).info("XML of others: {}", counts);
        assertThat(counts.get("pairs: equal")).isEqualTo(4);
        assertThat(counts.get("v2.xml: equal")).isGreaterThan(5);
        assertThat(counts.keySet()).noneMatch(key -> key.endsWith("unequal"));
    }

    private static String pair(Path xml, Path hl7) throws Exception {
        try {
            var format = Given.format();
            var made = format.convert(Message.of(Files.readAllBytes(xml)), "xml", "hl7v2");
            var wanted = plain(Message.of(Files.readAllBytes(hl7)));
            return plain(Message.of(made.toBytes())).equals(wanted) ? "equal" : "unequal";
        } catch (ProblemException part) {
            return "a part only, without MSH";
        }
    }

    /** Without groups; blanks are all the same. */
    private static String fields(String bare) {
        return bare.replaceAll("(?m)^\\S*/(?=[A-Z][A-Z0-9]{2}/)", "").replaceAll("[ \\t]+", " ");
    }

    /** XML as HL7 v2 and as XML again says the same. */
    private static String again(String xml) throws Exception {
        try {
            var format = Given.format();
            var message = Message.of(xml.getBytes(StandardCharsets.UTF_8));
            var hl7 = format.convert(message, "xml", "hl7v2");
            var made = text(format.convert(Message.of(hl7.toBytes()), "hl7v2", "xml").toBytes());
            var standard = Standard.of("2.5");
            var ours = fields(bare(made, standard));
            var theirs = fields(bare(xml, standard));
            if (ours.equals(theirs)) {
                return "equal";
            }
            return ours.replaceAll("(?m)^.*?=", "").equals(theirs.replaceAll("(?m)^.*?=", ""))
                    ? "equal values, but it names other types than its version has"
                    : "unequal";
        } catch (ProblemException refused) {
            return "refused: " + refused.problems().get(0).words().replaceAll("[0-9]+", "n");
        }
    }

    /**
     * One line for each text, without layout and empty elements. Of ours without what HAPI leaves
     * out: what a data type does not have.
     */
    private static String bare(String xml, Standard standard) throws Exception {
        var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        var root =
                builder.parse(new InputSource(new StringReader(xml.replace("\uFEFF", ""))))
                        .getDocumentElement();
        var out = new StringBuilder();
        bare(root, "", standard, out);
        return out.toString();
    }

    private static void bare(Element at, String path, Standard standard, StringBuilder out) {
        var inner = new StringBuilder();
        var here = path + "/" + at.getTagName();
        boolean local = here.matches(".*/[A-Z0-9]{3}/.*/.*") && here.contains("/Z");
        for (var node = at.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals("escape")) {
                inner.append('\\').append(child.getAttribute("V")).append('\\');
            } else if (node instanceof Element child) {
                var name = child.getTagName();
                int dot = name.lastIndexOf('.');
                var type = dot < 0 ? "" : name.substring(0, dot);
                var known = standard.components(type).size();
                boolean more = known > 0 && Integer.parseInt(name.substring(dot + 1)) > known;
                if (type.equals("UNKNOWN") && !local) {
                    inner.append(name.equals("UNKNOWN.1") ? child.getTextContent() : "");
                } else if (!more) {
                    bare(child, here, standard, out);
                }
            } else if (node instanceof Text) {
                inner.append(node.getTextContent());
            }
        }
        var text = inner.toString().replaceAll("\\s*\\n\\s*", " ").strip();
        if (!text.isEmpty()) {
            out.append(here).append('=').append(text).append('\n');
        }
    }
}

package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

/**
 * Reads the XML encoding of HL7 v2 into a message with separators: those that MSH.1 and MSH.2 say.
 * Numbers in the names count; names of groups and data types are not looked at.
 */
final class XmlReader {

    /** What may stand in the element escape. */
    static final Pattern SEQUENCE =
            Pattern.compile(
                    "\\.[a-z]{2}[+-]?[0-9]*|[HN]|[CM][0-9A-Fa-f]{4,6}|X([0-9A-Fa-f]{2})+|Z\\w{0,80}");

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private XmlReader() {}

    /** The message's text, lines ended by CR. */
    static String read(byte[] xml) throws ProblemException, IOException {
        var content = new XmlContent();
        try {
            var factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            var reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(content);
            reader.setErrorHandler(content);
            reader.setEntityResolver(content);
            reader.parse(new InputSource(new ByteArrayInputStream(xml)));
        } catch (SAXParseException wrong) {
            throw new ProblemException(
                    Problem.of(
                            "malformed",
                            "this is no XML that can be read, or it has a DOCTYPE, at line "
                                    + wrong.getLineNumber()
                                    + ", column "
                                    + wrong.getColumnNumber()));
        } catch (SAXException wrong) {
            throw wrong.getException() instanceof ProblemException problem
                    ? problem
                    : new ProblemException(Problem.of("malformed", "this is no XML of HL7 v2"));
        } catch (ParserConfigurationException lacking) {
            throw new IllegalStateException("this Java cannot read XML safely", lacking);
        }
        return content.text();
    }
}

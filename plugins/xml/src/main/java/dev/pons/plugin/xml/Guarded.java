package dev.pons.plugin.xml;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

import java.io.Reader;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXSource;

/**
 * The JDK's XML with everything off that reaches out or grows: document types, external entities,
 * extension functions. Always the JDK's own, whatever else is on the class path.
 */
final class Guarded {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private Guarded() {}

    /** A text for the JDK to read, under a name. */
    static SAXSource source(Reader text, String name) {
        var input = new InputSource(text);
        input.setSystemId(name);
        return new SAXSource(reader(), input);
    }

    private static XMLReader reader() {
        var factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            var reader = factory.newSAXParser().getXMLReader();
            reader.setErrorHandler(new Silent());
            reader.setEntityResolver(new Silent());
            return reader;
        } catch (ParserConfigurationException | SAXException lacking) {
            throw new IllegalStateException("this Java cannot read XML safely", lacking);
        }
    }

    /** Compiles stylesheets. */
    static TransformerFactory transformers() {
        var factory = TransformerFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (TransformerConfigurationException lacking) {
            throw new IllegalStateException("this Java cannot transform XML safely", lacking);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        return factory;
    }

    /** Prints nothing, resolves nothing. */
    private static final class Silent extends DefaultHandler {

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
            throw new SAXException("external entities are off");
        }
    }
}

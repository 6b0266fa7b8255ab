package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.xmlimpl.XMLLibImpl;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/** XML as trees of the JDK, with everything off that reaches out or grows. */
final class Xml {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private static final DOMImplementation TREES = builder().getDOMImplementation();

    private Xml() {}

    /** A new document with a root. */
    static Document document(String root) {
        return TREES.createDocument(null, root, null);
    }

    private static DocumentBuilder builder() {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException lacking) {
            throw new IllegalStateException("this Java cannot read XML safely", lacking);
        }
    }

    /** The root of a text. */
    static Element parsed(String text) throws ProblemException {
        try {
            return builder().parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (SAXException | IOException wrong) {
            throw new ProblemException(
                    Problem.of("malformed", "the message is no XML, or has a document type"));
        }
    }

    /** An element as text, without a declaration. */
    static String text(Element element) {
        var factory = TransformerFactory.newDefaultInstance();
        var written = new StringWriter();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(element), new StreamResult(written));
            return written.toString();
        } catch (TransformerException broken) {
            throw new IllegalStateException("this Java cannot write XML", broken);
        }
    }

    /** An object of E4X over an element, not over a copy. */
    static Scriptable object(Element element, Session session, ScriptableObject top) {
        var constructor = (Callable) ScriptableObject.getProperty(top, "XML");
        return (Scriptable) constructor.call(session, top, top, new Object[] {element});
    }

    /** Of an object of E4X that is one element. */
    static Element element(Object left) throws ProblemException {
        try {
            if (XMLLibImpl.toDomNode(left) instanceof Element element) {
                return element;
            }
        } catch (IllegalArgumentException other) {
            throw none();
        }
        throw none();
    }

    private static ProblemException none() {
        return new ProblemException(
                Problem.of(
                        "value",
                        "msg is no XML element when the script ends; change it, and do not put"
                                + " something else into it"));
    }
}

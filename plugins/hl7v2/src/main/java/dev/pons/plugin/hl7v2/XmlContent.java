package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns elements into segments. One document. */
final class XmlContent extends DefaultHandler {

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern NUMBERED = Pattern.compile("[A-Za-z0-9_.]*\\.([1-9][0-9]{0,3})");
    private static final Pattern EDGE = Pattern.compile("^\\s*[\\r\\n]\\s*|\\s*[\\r\\n]\\s*$");
    private static final Pattern BREAK = Pattern.compile("\\s*[\\r\\n]\\s*");
    private static final int FIELD = 1;

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<XmlPart> open = new ArrayList<>();
    private Delimiters delimiters = Delimiters.STANDARD;
    private String mask = "";

    /** The message. */
    String text() throws ProblemException {
        if (!out.toString().startsWith("MSH")) {
            throw new ProblemException(
                    Problem.of(
                            "malformed", "this is no HL7 v2 in XML: it does not begin with MSH"));
        }
        return out.toString();
    }

    private static SAXException wrong(String code, String words, String path) {
        return new SAXException(new ProblemException(Problem.of(code, words).at(path)));
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes)
            throws SAXException {
        if (!uri.isEmpty() && !uri.equals(XmlWriter.NAMESPACE)) {
            throw wrong("unsupported", "the namespace is not " + XmlWriter.NAMESPACE, "");
        }
        flush();
        if (open.isEmpty()) {
            if (SEGMENT.matcher(name).matches() && !mask.isEmpty()) {
                open.add(new XmlPart(name));
            }
            mask = mask.isEmpty() ? name : mask;
            return;
        }
        var last = open.get(open.size() - 1);
        if (name.equals("escape")) {
            sequence(last, String.valueOf(attributes.getValue("V")));
        } else {
            int number = number(name);
            open.add(last.part(number, open.size() == FIELD));
        }
    }

    private int number(String name) throws SAXException {
        var match = NUMBERED.matcher(name);
        if (!match.matches()) {
            throw wrong(
                    "value",
                    "an element has no number behind a dot, as PID.5 or XPN.1",
                    open.get(0).name());
        }
        return Integer.parseInt(match.group(1));
    }

    private void sequence(XmlPart part, String body) throws SAXException {
        if (!XmlReader.SEQUENCE.matcher(body).matches()) {
            throw wrong(
                    "value",
                    "an element escape has no sequence that HL7 knows",
                    open.get(0).name());
        }
        char mark = (char) delimiters.escape();
        part.add(mark + body + mark);
    }

    @Override
    public void characters(char[] chars, int from, int length) {
        text.append(chars, from, length);
    }

    /** Blanks around a line break next to a tag are layout. */
    private void flush() throws SAXException {
        if (!open.isEmpty() && !text.isEmpty()) {
            var plain = BREAK.matcher(EDGE.matcher(text).replaceAll("")).replaceAll(" ");
            var part = open.get(open.size() - 1);
            if (open.size() == FIELD && !plain.isBlank()) {
                throw wrong("value", "a text stands outside of a field", open.get(0).name());
            }
            part.add(isHeader() ? plain : escaped(plain));
        }
        text.setLength(0);
    }

    private boolean isHeader() {
        return open.size() == 2 && open.get(0).name().equals("MSH") && open.get(1).number() < 3;
    }

    private String escaped(String plain) throws SAXException {
        if (plain.equals("\"\"")) {
            return plain;
        }
        var escaped = new StringBuilder();
        try {
            for (int i = 0; i < plain.length(); i++) {
                Escapes.literal(plain.charAt(i), delimiters, escaped);
            }
        } catch (ProblemException none) {
            throw new SAXException(none);
        }
        return escaped.toString();
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        flush();
        if (open.isEmpty() || name.equals("escape")) {
            return;
        }
        var part = open.remove(open.size() - 1);
        if (open.isEmpty()) {
            try {
                out.append(part.segment(delimiters)).append('\r');
            } catch (ProblemException unsayable) {
                throw new SAXException(unsayable);
            }
        } else if (open.size() == FIELD && part.number() < 3 && open.get(0).name().equals("MSH")) {
            header(part);
        }
    }

    /** MSH.1 and MSH.2 say what separates from here on. */
    private void header(XmlPart part) throws SAXException {
        if (part.number() == 1) {
            mask = part.text();
            return;
        }
        var bytes = (mask + part.text()).getBytes(StandardCharsets.ISO_8859_1);
        try {
            delimiters = Delimiters.read(bytes, 0, bytes.length);
        } catch (ProblemException wrong) {
            throw new SAXException(wrong);
        }
    }

    @Override
    public void error(SAXParseException fault) throws SAXException {
        throw fault;
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
        throw new SAXException("external entities are off");
    }
}

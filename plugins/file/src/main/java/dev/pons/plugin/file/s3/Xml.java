package dev.pons.plugin.file.s3;

import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What servers say in XML; a document type or an entity of its own in it is refused. */
final class Xml {

    private static final String CUT = "the answer is no XML";

    private Xml() {}

    /**
     * An object of a list.
     *
     * @param key where it stands in the bucket
     */
    record Listed(String key, long size, Instant time) {}

    /**
     * A page of a list ("ListObjectsV2").
     *
     * @param next how the next one is asked for; empty: there is none
     */
    record Page(List<Listed> objects, String next) {}

    /** The text of an element right below the first; empty: there is none, or it is no XML. */
    static String first(String text, String root, String name) {
        try {
            var reader = reader(text);
            if (reader.nextTag() == XMLStreamReader.START_ELEMENT
                    && reader.getLocalName().equals(root)) {
                while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
                    var is = reader.getLocalName().equals(name);
                    var value = text(reader);
                    if (is) {
                        return value;
                    }
                }
            }
            return "";
        } catch (XMLStreamException e) {
            return "";
        }
    }

    /** {@code IOException}: it is no list. */
    static Page page(String text) throws IOException {
        try {
            var reader = reader(text);
            reader.nextTag();
            if (!reader.getLocalName().equals("ListBucketResult")) {
                throw new IOException("what came is no list");
            }
            var found = new Found();
            while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
                found.take(reader);
            }
            return found.page();
        } catch (XMLStreamException | DateTimeException | NumberFormatException e) {
            throw new IOException(CUT, e);
        }
    }

    /** What was read of a page. */
    private static final class Found {

        private final List<Listed> objects = new ArrayList<>();
        private String next = "";
        private boolean more;
        private boolean encoded;

        /** An element below the first. */
        private void take(XMLStreamReader reader) throws XMLStreamException {
            switch (reader.getLocalName()) {
                case "Contents" -> objects.add(object(reader));
                case "NextContinuationToken" -> next = text(reader);
                case "IsTruncated" -> more = text(reader).strip().equals("true");
                case "EncodingType" -> encoded = text(reader).strip().equals("url");
                default -> text(reader);
            }
        }

        private static Listed object(XMLStreamReader reader) throws XMLStreamException {
            var key = "";
            var size = 0L;
            var time = Instant.EPOCH;
            while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "Key" -> key = text(reader);
                    case "Size" -> size = Long.parseLong(text(reader).strip());
                    case "LastModified" -> time = Instant.parse(text(reader).strip());
                    default -> text(reader);
                }
            }
            return new Listed(key, size, time);
        }

        private Page page() throws IOException {
            if (more && next.isEmpty()) {
                throw new IOException("a list goes on, and does not say how");
            }
            var keys = new ArrayList<Listed>();
            for (var one : objects) {
                keys.add(encoded ? new Listed(decoded(one.key()), one.size(), one.time()) : one);
            }
            return new Page(keys, more ? next : "");
        }

        private static String decoded(String key) throws IOException {
            try {
                return URLDecoder.decode(key, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new IOException("a key is not encoded as it should be", e);
            }
        }
    }

    /** All text up to the end of the element that just began. */
    private static String text(XMLStreamReader reader) throws XMLStreamException {
        var made = new StringBuilder();
        for (var depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> depth++;
                case XMLStreamReader.END_ELEMENT -> depth--;
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
                        made.append(reader.getText());
                case XMLStreamReader.ENTITY_REFERENCE -> throw new XMLStreamException(CUT);
                default -> depth += 0;
            }
        }
        return made.toString();
    }

    private static XMLStreamReader reader(String text) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory.createXMLStreamReader(new StringReader(text));
    }
}

package dev.pons.plugin.hapi;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

/** Reads the file of a profile. It opens nothing else: document types and entities are off. */
final class ProfileFile {

    private static final long LARGEST = 32L << 20;

    private ProfileFile() {}

    /**
     * The profile in a file; a relative one is below the folder that the engine runs in. {@code
     * IllegalArgumentException}: what is wrong with it, with file, line and remedy.
     */
    static Profile read(Path path) {
        var file = path.toAbsolutePath();
        var faults = new ProfileFaults(String.valueOf(file.getFileName()));
        var reader = new ProfileReader(faults);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(
                        faults.file() + " has more than 32 MB; is it a message profile?");
            }
            var source = new InputSource(new ByteArrayInputStream(Files.readAllBytes(file)));
            parsers().newSAXParser().parse(source, reader);
        } catch (SAXParseException broken) {
            faults.add(Math.max(1, broken.getLineNumber()), words(broken));
        } catch (SAXException | ParserConfigurationException broken) {
            faults.add(1, "this is no XML; export the profile as XML");
        } catch (IOException unread) {
            throw new IllegalArgumentException(
                    faults.file() + " cannot be read: is it there, and may the engine read it?",
                    unread);
        }
        var profile = reader.profile();
        faults.end();
        return profile;
    }

    private static String words(SAXParseException broken) {
        var said = String.valueOf(broken.getMessage());
        return said.contains("DOCTYPE")
                ? "a document type (<!DOCTYPE>) is off, for it can fetch other files; remove it"
                : said.strip();
    }

    /** The JDK's own, whatever else is there. */
    private static SAXParserFactory parsers() throws SAXException, ParserConfigurationException {
        var factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return factory;
    }
}

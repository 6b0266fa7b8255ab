package dev.pons.plugin.hl7v2;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** HL7 v2 as XML and JSON, and back. */
final class Conversion {

    static final Set<String> FORMATS = Set.of("xml", "json");

    private Conversion() {}

    /** A message in another format, in UTF-8. */
    static Payload to(String format, Hl7v2Tree tree) throws ProblemException {
        var names = tree.segments().all().stream().map(Segment::name).toList();
        if (names.lastIndexOf("MSH") > 0 || !names.get(0).equals("MSH")) {
            throw new ProblemException(
                    Problem.of(
                            "unsupported",
                            "there are several messages in this one; `split: { by: MSH }` first"));
        }
        var message = new Typed(tree);
        var text =
                format.equals("xml")
                        ? new XmlWriter(message).text()
                        : new JsonWriter(message).text();
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A message with separators, in the character set that its MSH-18 says. */
    static Payload from(byte[] bytes, String format, Encoding otherwise)
            throws ProblemException, IOException {
        var text =
                format.equals("xml")
                        ? XmlReader.read(bytes)
                        : JsonContent.read(new String(bytes, StandardCharsets.UTF_8));
        var header = Header.read(text.getBytes(StandardCharsets.ISO_8859_1));
        var encoding = header.encoding("", otherwise);
        var encoded = encoding.encode(text);
        if (encoded == null) {
            throw new ProblemException(
                    Problem.of(
                                    "value",
                                    "the message has characters that its character set (MSH-18) does"
                                            + " not have")
                            .at("MSH-18"));
        }
        return Payload.of(encoded);
    }
}

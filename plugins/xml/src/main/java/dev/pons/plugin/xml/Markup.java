package dev.pons.plugin.xml;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.util.Base64;

/** Values as they are written. */
final class Markup {

    private static final String BEGIN = "<![CDATA[";
    private static final String END = "]]>";

    private Markup() {}

    /** In an element: what is encoded as it stands, bytes in Base64 (XML Schema 2, 3.2.16). */
    static String of(Value value) throws ProblemException {
        return value.kind() == Value.Kind.ENCODED ? value.text() : References.content(plain(value));
    }

    /** The same; what was one CDATA section stays one, where the document's characters let it. */
    static String like(Text text, Value value, Decoded decoded) throws ProblemException {
        var raw = text.raw();
        var other = plain(value);
        boolean section =
                value.kind() != Value.Kind.ENCODED
                        && value.exists()
                        && raw.startsWith(BEGIN)
                        && raw.indexOf(END) == raw.length() - END.length()
                        && !other.contains(END)
                        && other.indexOf('\r') < 0
                        && decoded.has(other);
        return section ? BEGIN + other + END : of(value);
    }

    private static String plain(Value value) throws ProblemException {
        var bytes = value.payload();
        if (bytes.isEmpty()) {
            return value.text();
        }
        try {
            return Base64.getEncoder().encodeToString(bytes.get().toBytes());
        } catch (IOException unread) {
            throw Editor.problem("internal", "the bytes could not be read; try again");
        }
    }

    /** Between quotation marks. */
    static String of(Value value, char quote) throws ProblemException {
        var raw =
                value.kind() == Value.Kind.ENCODED
                        ? value.text()
                                .replace("" + quote, quote == '"' ? "&quot;" : "&apos;")
                                .replace("\t", "&#9;")
                                .replace("\n", "&#10;")
                                .replace("\r", "&#13;")
                        : References.value(plain(value), quote);
        try {
            new Lexer(raw + quote, 0).attributeValue(quote);
        } catch (Malformed fault) {
            throw refused(fault);
        }
        return raw;
    }

    /** Why a value cannot be written. */
    static ProblemException refused(Malformed fault) {
        var problem = fault.problem();
        var code = problem.code().equals("malformed") ? "value" : problem.code();
        return new ProblemException(
                Problem.of(code, "what is set here is no XML: " + problem.words()));
    }
}

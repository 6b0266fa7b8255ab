package dev.pons.plugin.hapi;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The segments of a message in order, as texts with the standard's delimiters. Their names are
 * three capitals and digits: HAPI looks for classes of these names, and must not for any text.
 *
 * @param all the first one is MSH
 */
record Lines(Header header, List<String> all) {

    private static final String HEAD = "MSH|^~\\&";
    private static final String DELIMITERS = "|~^&";
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");

    /**
     * {@code ProblemException}: this is no single message of HL7 v2, or a larger one than HAPI may
     * read.
     *
     * @param most as many delimiters it may have
     */
    static Lines of(Document document, int most) throws ProblemException {
        var lines = new ArrayList<String>();
        long parts = 0;
        for (var segment : document.children()) {
            var name = segment.name();
            if (lines.isEmpty() ? !name.equals("MSH") : isEnvelope(name)) {
                throw new ProblemException(
                        Problem.of(
                                "unsupported",
                                lines.isEmpty() && !isEnvelope(name)
                                        ? "this is no HL7 v2; put the step where the message is"
                                        : "this is a batch; let its messages come one by one"));
            }
            if (NAME.matcher(name).matches()) {
                var text = segment.encoded().text();
                lines.add(lines.isEmpty() ? header(text) : text);
                parts += text.chars().filter(c -> DELIMITERS.indexOf(c) >= 0).count();
            }
        }
        if (parts > most) {
            throw new ProblemException(
                    Problem.of(
                            "too-long",
                            "the message has more than "
                                    + most
                                    + " delimiters; the option parts allows more"));
        }
        if (lines.isEmpty()) {
            throw new ProblemException(Problem.of("malformed", "the message is empty"));
        }
        return new Lines(
                new Header(
                        document.text("MSH-9.1").strip(),
                        document.text("MSH-9.2").strip(),
                        document.text("MSH-9.3").strip(),
                        document.text("MSH-12.1").strip()),
                lines);
    }

    private static boolean isEnvelope(String name) {
        return List.of("FHS", "BHS", "MSH", "BTS", "FTS").contains(name);
    }

    /** With the delimiters that the text has, whatever MSH-2 says besides. */
    private static String header(String text) {
        int third = text.indexOf('|', 4);
        return HEAD + (third < 0 ? "|" : text.substring(third));
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Lines[" + all.size() + "]";
    }
}

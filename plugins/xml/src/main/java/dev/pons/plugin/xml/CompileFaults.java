package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXParseException;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.transform.ErrorListener;
import javax.xml.transform.TransformerException;

/**
 * Why a stylesheet is none, in the words of the JDK: no message was there yet, so nothing of one is
 * in them.
 */
final class CompileFaults extends Exception {

    private static final long serialVersionUID = 1L;

    private final String included;
    private final int line;
    private final String said;

    private CompileFaults(String included, int line, String said) {
        super(said);
        this.included = included;
        this.line = line;
        this.said = said;
    }

    /** With the place, which may be in an included file. */
    String words(String file) {
        var at = included.isEmpty() ? file : included + " (included by " + file + ")";
        return at + (line > 0 ? ":" + line : "") + ": " + said;
    }

    /** Collects what the compiler says: mostly several times, and not always with a line. */
    static final class Listener implements ErrorListener {

        private static final Pattern PLACE = Pattern.compile("(?s)(?:(.*?): )?line (\\d+): (.*)");

        private final List<CompileFaults> all = new ArrayList<>();
        private final String main;

        /** For a stylesheet by its system identifier. */
        Listener(String main) {
            this.main = main;
        }

        /** The first that names its line, else the last. */
        CompileFaults all() {
            return all.stream()
                    .filter(fault -> fault.line > 0)
                    .findFirst()
                    .orElseGet(
                            () ->
                                    all.isEmpty()
                                            ? new CompileFaults("", 0, "this is no stylesheet")
                                            : all.get(all.size() - 1));
        }

        @Override
        public void warning(TransformerException said) {
            // a stylesheet that works
        }

        @Override
        public void error(TransformerException fault) {
            var words = String.valueOf(fault.getMessage()).strip();
            var place = PLACE.matcher(words);
            if (place.matches()) {
                int line = Integer.parseInt(place.group(2));
                all.add(new CompileFaults(included(place.group(1)), line, place.group(3)));
            } else if (fault.getCause() instanceof SAXParseException at) {
                all.add(new CompileFaults(included(at.getSystemId()), at.getLineNumber(), words));
            } else {
                all.add(new CompileFaults("", 0, words));
            }
        }

        /** The name of another file than the stylesheet's own; empty: its own. */
        private String included(@Nullable String systemId) {
            return systemId == null || systemId.equals(main)
                    ? ""
                    : systemId.substring(systemId.lastIndexOf('/') + 1);
        }

        @Override
        public void fatalError(TransformerException fault) {
            error(fault);
        }
    }
}

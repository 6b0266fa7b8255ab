package dev.pons.plugin.astm;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;

/** The records of a message in order, and what stands before the first one. */
final class Records {

    private final String lead;
    private final Delimiters delimiters;
    private final List<AstmRecord> all;
    private boolean moved = true;
    private boolean changed;

    private Records(String lead, Delimiters delimiters, List<AstmRecord> all) {
        this.lead = lead;
        this.delimiters = delimiters;
        this.all = all;
    }

    /** {@code ProblemException}: this is no ASTM, with words that quote nothing. */
    static Records read(String text, Encoding encoding, boolean lenient) throws ProblemException {
        int start = begin(text);
        if (start == text.length() || text.charAt(start) != 'H') {
            throw new ProblemException(notHeader(text, start).at(start));
        }
        var delimiters = Delimiters.read(text, start + 1, line(text, start));
        var all = new ArrayList<AstmRecord>();
        int line = 1;
        for (int at = start; at < text.length(); line++) {
            int end = line(text, at);
            int next = behind(text, end);
            if (!lenient) {
                check(text, at, end, line, all.isEmpty(), delimiters.field(), encoding);
            }
            if (isRecord(text, at, end, delimiters.field())) {
                all.add(new AstmRecord(text.substring(at, end), text.substring(end, next)));
            } else {
                var last = all.get(all.size() - 1);
                last.end(last.end() + text.substring(at, next));
            }
            at = next;
        }
        return new Records(text.substring(0, start), delimiters, all);
    }

    private static int begin(String text) {
        int at = 0;
        while (at < text.length() && "\ufeff\r\n\t ".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int line(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\r' && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }

    private static int behind(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            at++;
        }
        return at;
    }

    private static boolean isRecord(String text, int at, int end, char separator) {
        return AstmRecord.TYPES.indexOf(text.charAt(at)) >= 0
                && (at + 1 == end || text.charAt(at + 1) == separator);
    }

    private static void check(
            String text,
            int at,
            int end,
            int line,
            boolean first,
            char separator,
            Encoding encoding)
            throws ProblemException {
        if (!isRecord(text, at, end, separator)) {
            throw malformed(noRecord(text, at, line, separator), encoding.offset(text, at));
        }
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == 0) {
                throw malformed("line " + line + " has a NUL", encoding.offset(text, i));
            }
        }
        if (!first && text.charAt(at) == 'H') {
            throw malformed(
                    "line " + line + " is a second header; send one message at a time",
                    encoding.offset(text, at));
        }
    }

    private static ProblemException malformed(String words, long offset) {
        return new ProblemException(Problem.of("malformed", words).at(offset));
    }

    private static String noRecord(String text, int at, int line, char separator) {
        boolean small =
                at + 1 < text.length()
                        && AstmRecord.TYPES.indexOf(Character.toUpperCase(text.charAt(at))) >= 0
                        && text.charAt(at + 1) == separator;
        return small
                ? "line " + line + ": types of records are capital letters"
                : "line "
                        + line
                        + " is no record: a line begins with one of H P O R C Q M S L and the"
                        + " field delimiter";
    }

    private static Problem notHeader(String text, int start) {
        if (start == text.length()) {
            return Problem.of("malformed", "the message is empty");
        }
        char first = text.charAt(start);
        if (first == 2 || first == 4 || first == 5) {
            return Problem.of(
                    "malformed",
                    "these are frames of the link (ASTM E1381, LIS1-A), with STX, ENQ or EOT; the"
                            + " connector must take them off and give the records");
        }
        return Problem.of(
                "malformed",
                first == 'h'
                        ? "types of records are capital letters: the header begins with H"
                        : "the message does not begin with a header record (H)");
    }

    Delimiters delimiters() {
        return delimiters;
    }

    /** In order; the live list, not to be changed. */
    List<AstmRecord> all() {
        return all;
    }

    /** Something is not as it came. */
    boolean changed() {
        return changed;
    }

    void change() {
        changed = true;
    }

    int indexOf(AstmRecord record) {
        if (moved) {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).index(i);
            }
            moved = false;
        }
        return record.index();
    }

    /** A new one before the one at this index; the last line keeps what it had for an end. */
    AstmRecord insert(int index, String name) {
        var before = all.get(index - 1);
        boolean closed = !before.end().isEmpty();
        if (!closed) {
            before.end(lineEnd());
        }
        var added = new AstmRecord(name, closed ? lineEnd() : "");
        all.add(index, added);
        moved = true;
        changed = true;
        return added;
    }

    /** As the header's: CR, LF or CRLF. */
    private String lineEnd() {
        var end = all.get(0).end();
        return end.startsWith("\r\n") ? "\r\n" : end.startsWith("\n") ? "\n" : "\r";
    }

    void remove(AstmRecord record) {
        all.remove(indexOf(record));
        record.leave();
        moved = true;
        changed = true;
    }

    /** The text of all, or of those that are asked for. */
    String write(List<AstmRecord> wanted) {
        var out = new StringBuilder(lead);
        for (var record : wanted) {
            out.append(record.text(delimiters)).append(record.end());
        }
        return out.toString();
    }
}

package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;

/** Finds segments; their elements are left alone. Words of problems quote nothing. */
final class Scanner {

    private static final String BLANK = "\ufeff\r\n\t ";

    private final String text;
    private final Encoding encoding;
    private final List<Segment> found = new ArrayList<>();

    private Scanner(String text, Encoding encoding) {
        this.text = text;
        this.encoding = encoding;
    }

    /** Whole interchanges, all with the same delimiters. */
    static Segments all(String text, Encoding encoding) throws ProblemException {
        return new Scanner(text, encoding).scan(true);
    }

    /** The segments that end in the beginning of a message. */
    static Segments head(String text, Encoding encoding) throws ProblemException {
        return new Scanner(text, encoding).scan(false);
    }

    private Segments scan(boolean whole) throws ProblemException {
        int start = behindBlanks(0, (char) 0);
        if (!text.startsWith("ISA", start)) {
            throw new ProblemException(noInterchange(start).at(start));
        }
        var own = Isa.read(text, start);
        int at = start;
        while (at < text.length()) {
            boolean header = text.startsWith("ISA" + own.element(), at);
            if (header && !Isa.read(text, at).equals(own)) {
                throw malformed(
                        "this interchange has other delimiters than the one before it; send them"
                                + " one at a time",
                        at);
            }
            int close = header ? at + Isa.LENGTH - 1 : text.indexOf(own.segment(), at);
            if (close < 0) {
                break;
            }
            int next = behindBlanks(close + 1, own.segment());
            found.add(segment(at, close, next, own));
            at = next;
        }
        if (whole) {
            complete(at);
        }
        return new Segments(text.substring(0, start), own, found);
    }

    private void complete(int at) throws ProblemException {
        if (at < text.length()) {
            throw malformed(
                    "segment "
                            + (found.size() + 1)
                            + " has no terminator; the message is not whole, or ISA names another"
                            + " terminator than its segments have",
                    at);
        }
        if (!found.get(found.size() - 1).is("IEA")) {
            throw malformed("the message ends without IEA; it is not whole", at);
        }
    }

    private int behindBlanks(int from, char terminator) {
        int at = from;
        while (at < text.length()
                && text.charAt(at) != terminator
                && BLANK.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private Segment segment(int at, int close, int next, Delimiters own) throws ProblemException {
        int end = at;
        while (end < close && text.charAt(end) != own.element()) {
            end++;
        }
        if (!isName(at, end)) {
            throw malformed(
                    "segment "
                            + (found.size() + 1)
                            + " does not begin with an id of two or three capitals and digits",
                    at);
        }
        for (int i = end; i < close; i++) {
            if (text.charAt(i) == 0) {
                throw malformed("segment " + (found.size() + 1) + " has a NUL", i);
            }
        }
        return new Segment(
                text.substring(at, end), text.substring(at, close), text.substring(close, next));
    }

    private boolean isName(int at, int end) {
        if (end - at < 2 || end - at > 3) {
            return false;
        }
        for (int i = at; i < end; i++) {
            char one = text.charAt(i);
            if ((one < 'A' || one > 'Z') && (i == at || one < '0' || one > '9')) {
                return false;
            }
        }
        return true;
    }

    private ProblemException malformed(String words, int at) throws ProblemException {
        return Segments.malformed(words, encoding.offset(text, at));
    }

    private Problem noInterchange(int start) {
        if (start == text.length()) {
            return Problem.of("malformed", "the message is empty");
        }
        return Problem.of(
                "malformed",
                text.startsWith("UNA", start) || text.startsWith("UNB", start)
                        ? "this is EDIFACT; an X12 interchange begins with ISA"
                        : "the message does not begin with an interchange header (ISA)");
    }
}

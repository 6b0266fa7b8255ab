package dev.pons.plugin.xml;

/**
 * Reads the smallest parts of XML 1.0, strictly, from left to right. Each method begins at the
 * current character and leaves it behind what it read. A text that ends too early is a {@link
 * Malformed} that says so.
 */
final class Lexer {

    private static final String CDATA = "<![CDATA[";

    private final String text;
    private int at;

    Lexer(String text, int at) {
        this.text = text;
        this.at = at;
    }

    String text() {
        return text;
    }

    /** The current character, counted from 0. */
    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The current character. */
    char peek() throws Malformed {
        if (atEnd()) {
            throw ended("the text ends here and is not complete");
        }
        return text.charAt(at);
    }

    boolean looksAt(String token) {
        return text.startsWith(token, at);
    }

    /** All that is left, which is less than the token, is its beginning. */
    boolean endsWithin(String token) {
        return token.length() > text.length() - at && token.startsWith(text.substring(at));
    }

    boolean take(String token) {
        boolean there = looksAt(token);
        at += there ? token.length() : 0;
        return there;
    }

    /** The same characters as there were before. */
    boolean takeAgain(int from, int to) {
        boolean there = text.regionMatches(at, text, from, to - from);
        at += there ? to - from : 0;
        return there;
    }

    void expect(char wanted, String words) throws Malformed {
        if (peek() != wanted) {
            throw fault(words);
        }
        at++;
    }

    /** White space; false: there is none. */
    boolean space() {
        int from = at;
        while (at < text.length() && Chars.isSpace(text.charAt(at))) {
            at++;
        }
        return at > from;
    }

    /** A name, with a prefix or without. Where its colon is; -1: without. */
    int name() throws Malformed {
        part();
        if (atEnd() || text.charAt(at) != ':') {
            return -1;
        }
        int colon = at++;
        part();
        return colon;
    }

    private void part() throws Malformed {
        peek();
        if (!Chars.startsName(text.codePointAt(at))) {
            throw fault("a name must begin here, with a letter or _");
        }
        while (at < text.length() && Chars.inName(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    /** Character data and CDATA sections, up to other markup. */
    void characters() throws Malformed {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<') {
                if (!looksAt(CDATA)) {
                    return;
                }
                at += CDATA.length();
                until("]]>", "a CDATA section is not closed");
            } else if (c == '&') {
                reference();
            } else if (c == ']' && looksAt("]]>")) {
                throw fault("]]> stands outside of a CDATA section; write ]]&gt;");
            } else {
                character(c);
            }
        }
    }

    /** The value of an attribute behind its quotation mark, which is left. */
    void attributeValue(char quote) throws Malformed {
        for (char c = peek(); c != quote; c = peek()) {
            if (c == '<') {
                throw fault("an attribute has a < in it; write &lt;");
            }
            if (c == '&') {
                reference();
            } else {
                character(c);
            }
        }
    }

    /** Allowed characters up to a token and the token. */
    void until(String token, String words) throws Malformed {
        int end = text.indexOf(token, at);
        int stop = end < 0 ? text.length() : end;
        while (at < stop) {
            character(text.charAt(at));
        }
        if (end < 0) {
            throw ended(words);
        }
        at += token.length();
    }

    private void character(char c) throws Malformed {
        if (c >= ' ' && c < 0xD800 || c == '\n' || c == '\r' || c == '\t') {
            at++;
        } else if (Chars.isAllowed(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        } else if (at + 1 == text.length() && Character.isHighSurrogate(c)) {
            throw ended("the text ends within a character");
        } else {
            throw fault("a character that XML does not allow, also not as a reference");
        }
    }

    /** A reference to a character, or to one of the five entities that XML has by itself. */
    private void reference() throws Malformed {
        int semicolon = at + 1;
        while (semicolon < text.length() && isOfReference(text.charAt(semicolon))) {
            semicolon++;
        }
        if (semicolon == text.length()) {
            throw ended("the text ends within a reference");
        }
        if (text.charAt(semicolon) != ';' || semicolon == at + 1) {
            throw fault("an & that begins no reference; write &amp;");
        }
        if (References.codePoint(text, at + 1, semicolon) < 0) {
            throw fault(
                    text.charAt(at + 1) == '#'
                            ? "a reference to no character that XML allows"
                            : "an entity other than amp, lt, gt, quot and apos; none can be"
                                    + " declared, so write the character itself");
        }
        at = semicolon + 1;
    }

    private static boolean isOfReference(char c) {
        return c == '#' || c == ':' || Chars.inName(c);
    }

    Malformed fault(String words) {
        return new Malformed("malformed", words, at, false);
    }

    Malformed fault(String code, String words) {
        return new Malformed(code, words, at, false);
    }

    Malformed ended(String words) {
        return new Malformed("malformed", words, text.length(), true);
    }
}

package dev.pons.plugin.xml;

import java.util.regex.Pattern;

/**
 * Reads a text into linked pieces and refuses what is not well formed, at its place. The work is
 * linear in the text, without recursion. No document type is read: there are no entities but the
 * five, nothing external, and nothing that could grow.
 */
final class Parser {

    /** Elements in elements. */
    static final int DEPTH = 500;

    /** Elements in one document; each takes up to 100 bytes of memory. */
    static final int ELEMENTS = 2_000_000;

    private static final Pattern DECLARATION =
            Pattern.compile(
                    "<\\?xml\\s+version\\s*=\\s*(?:\"1\\.([0-9]+)\"|'1\\.([0-9]+)')"
                            + "(\\s+encoding\\s*=\\s*(\"[A-Za-z][\\w.-]*\"|'[A-Za-z][\\w.-]*'))?"
                            + "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*\\?>");

    private final Lexer lexer;
    private final Bindings bindings;
    private final int base;
    private Element open;
    private int depth;
    private int elements;

    private Parser(String text, Scope scope, int depth) {
        this.lexer = new Lexer(text, 0);
        this.bindings = new Bindings(scope);
        this.base = depth;
        this.depth = depth;
        this.open = new Element(text, 0, 0, scope);
    }

    /** A whole document. */
    static Element document(String text) throws Malformed {
        var parser = new Parser(text, Scope.DOCUMENT, 0);
        parser.declaration();
        parser.content();
        parser.needRoot();
        return parser.open;
    }

    /** What begins a document and is cut off anywhere: elements that are not closed end there. */
    static Element start(String text) throws Malformed {
        var parser = new Parser(text, Scope.DOCUMENT, 0);
        try {
            parser.declaration();
            parser.content();
            parser.needRoot();
        } catch (Malformed cut) {
            if (!cut.ended()) {
                throw cut;
            }
        }
        while (parser.depth > 0) {
            parser.close(text.length(), text.length());
        }
        parser.open.to = text.length();
        parser.open.inner = text.length();
        return parser.open;
    }

    /** What is to stand within an element; the result holds it and is nothing else. */
    static Element fragment(String text, Element within) throws Malformed {
        boolean plain = text.indexOf('<') < 0;
        var scope = plain ? Scope.DOCUMENT : within.scope();
        var parser = new Parser(text, scope, within.depth());
        parser.content();
        return parser.open;
    }

    private boolean inDocument() {
        return depth == 0;
    }

    private void needRoot() throws Malformed {
        if (elements == 0) {
            throw lexer.ended("a document has an element, and this has none");
        }
    }

    private void declaration() throws Malformed {
        if (!lexer.looksAt("<?xml") || !isSpaceAt(5)) {
            return;
        }
        int from = lexer.at();
        lexer.take("<?");
        lexer.until("?>", "the XML declaration is not closed");
        var written = DECLARATION.matcher(lexer.text().substring(from, lexer.at()));
        if (!written.matches()) {
            throw fault(
                    "malformed",
                    "the XML declaration is written <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                    from);
        }
        var minor = written.group(1) == null ? written.group(2) : written.group(1);
        if (!minor.equals("0")) {
            throw fault("unsupported", "the XML declaration says another version than 1.0", from);
        }
        open.link(new Other(lexer.text(), from, lexer.at()), null);
    }

    private boolean isSpaceAt(int index) {
        return index < lexer.text().length() && Chars.isSpace(lexer.text().charAt(index));
    }

    private void content() throws Malformed {
        while (!lexer.atEnd()) {
            int from = lexer.at();
            text();
            if (lexer.at() > from) {
                open.link(new Text(lexer.text(), from, lexer.at()), null);
            } else if (lexer.looksAt("</")) {
                endTag();
            } else if (lexer.take("<!--")) {
                comment(from);
            } else if (lexer.take("<?")) {
                instruction(from);
            } else if (lexer.looksAt("<!")) {
                throw notAllowed();
            } else {
                startTag();
            }
        }
        if (depth > base) {
            throw lexer.ended("an element is not closed");
        }
        open.to = lexer.at();
        open.inner = lexer.at();
    }

    private void text() throws Malformed {
        if (!inDocument()) {
            lexer.characters();
        } else if (!lexer.space() && (!lexer.looksAt("<") || lexer.looksAt("<![CDATA["))) {
            throw lexer.fault(
                    elements == 0
                            ? "this is no XML: something stands before the first element"
                            : "something stands behind the last element");
        }
    }

    private void comment(int from) throws Malformed {
        lexer.until("--", "a comment is not closed");
        lexer.expect('>', "a comment has -- in it");
        open.link(new Other(lexer.text(), from, lexer.at()), null);
    }

    private void instruction(int from) throws Malformed {
        int name = lexer.at();
        int colon = lexer.name();
        lexer.peek();
        if (colon >= 0) {
            throw fault("malformed", "the name of a processing instruction has a colon", colon);
        }
        if (lexer.text().substring(name, lexer.at()).equalsIgnoreCase("xml")) {
            throw fault(
                    "malformed",
                    "an XML declaration is the very first of a document, without white space"
                            + " before it",
                    from);
        }
        if (!lexer.take("?>")) {
            if (!lexer.space() && !lexer.endsWithin("?>")) {
                throw lexer.fault("white space must stand behind the name");
            }
            lexer.until("?>", "a processing instruction is not closed");
        }
        open.link(new Other(lexer.text(), from, lexer.at()), null);
    }

    private Malformed notAllowed() {
        if (lexer.looksAt("<!DOCTYPE") || lexer.looksAt("<!doctype")) {
            return lexer.fault(
                    "not-allowed",
                    "document types are never read (DOCTYPE): nothing external and no entities");
        }
        boolean cut =
                lexer.endsWithin("<!DOCTYPE")
                        || lexer.endsWithin("<!--")
                        || lexer.endsWithin("<![CDATA[");
        return cut
                ? lexer.ended("the text ends within markup")
                : lexer.fault("<! begins a comment <!-- --> or <![CDATA[ ]]> and nothing else");
    }

    private void startTag() throws Malformed {
        int from = lexer.at();
        if (inDocument() && elements > 0) {
            throw lexer.fault("a document has one outermost element, and this is a second one");
        }
        lexer.expect('<', "");
        int name = lexer.at();
        int colon = lexer.name();
        var prefix = colon < 0 ? "" : lexer.text().substring(name, colon);
        var attributes = Attributes.read(lexer);
        boolean closed = lexer.take("/>");
        if (!closed) {
            if (lexer.endsWithin("/>")) {
                throw lexer.ended("the text ends within a tag");
            }
            lexer.expect('>', "a tag ends with > or />");
        }
        if (depth == DEPTH) {
            throw fault("too-long", "elements lie more than 500 deep in each other", from);
        }
        if (++elements > ELEMENTS) {
            throw fault("too-long", "the document has more than 2,000,000 elements", from);
        }
        depth++;
        var scope = bindings.enter(depth, prefix, name, attributes, open.scope());
        var element = new Element(lexer.text(), from, lexer.at(), scope);
        open.link(element, null);
        open = element;
        if (closed) {
            close(lexer.at(), lexer.at());
        }
    }

    private void endTag() throws Malformed {
        int from = lexer.at();
        if (depth == base) {
            throw lexer.fault("an end tag without a start tag");
        }
        lexer.take("</");
        if (!lexer.takeAgain(open.from + 1, open.nameEnd())) {
            throw lexer.endsWithin(open.name())
                    ? lexer.ended("the text ends within a tag")
                    : fault("malformed", "an end tag that is not of the element before it", from);
        }
        lexer.space();
        if (lexer.peek() != '>') {
            throw fault("malformed", "an end tag that is not of the element before it", from);
        }
        lexer.take(">");
        close(from, lexer.at());
    }

    private void close(int inner, int to) {
        open.inner = inner;
        open.to = to;
        bindings.leave(depth);
        depth--;
        open = open.above();
    }

    private static Malformed fault(String code, String words, int at) {
        return new Malformed(code, words, at, false);
    }
}

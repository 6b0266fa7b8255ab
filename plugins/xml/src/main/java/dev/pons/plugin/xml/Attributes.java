package dev.pons.plugin.xml;

import java.util.Arrays;
import java.util.HashSet;

/** Where the attributes of one start tag are in a text, namespace declarations among them. */
final class Attributes {

    /** An element with more is refused. */
    static final int MOST = 1_000;

    /** Numbers per attribute: name from, name to, value from, value to. */
    private static final int WIDTH = 4;

    /** Pairs are compared up to so many; beyond, names are collected. */
    private static final int FEW = 6;

    private static final int[] NOTHING = {};

    private final String text;
    private final int behindName;
    private int[] spans = NOTHING;
    private int count;

    private Attributes(String text, int behindName) {
        this.text = text;
        this.behindName = behindName;
    }

    /** From behind the element's name to before {@code >} or {@code />}. */
    static Attributes read(Lexer lexer) throws Malformed {
        var read = new Attributes(lexer.text(), lexer.at());
        boolean spaced = lexer.space();
        for (char c = lexer.peek(); c != '>' && c != '/'; c = lexer.peek()) {
            if (!spaced) {
                throw lexer.fault(
                        "a tag ends with > or />, and white space stands before an attribute");
            }
            if (read.count == MOST) {
                throw lexer.fault("too-long", "an element has more than 1,000 attributes");
            }
            read.one(lexer);
            spaced = lexer.space();
        }
        read.refuseDoubled();
        return read;
    }

    private void one(Lexer lexer) throws Malformed {
        int nameFrom = lexer.at();
        lexer.name();
        int nameTo = lexer.at();
        lexer.space();
        lexer.expect('=', "an attribute is a name, = and a value in quotation marks");
        lexer.space();
        char quote = lexer.peek();
        if (quote != '"' && quote != '\'') {
            throw lexer.fault("the value of an attribute stands in quotation marks");
        }
        lexer.expect(quote, "");
        int valueFrom = lexer.at();
        lexer.attributeValue(quote);
        if (spans.length == count * WIDTH) {
            spans = Arrays.copyOf(spans, Math.max(3 * WIDTH, spans.length * 2));
        }
        spans[count * WIDTH] = nameFrom;
        spans[count * WIDTH + 1] = nameTo;
        spans[count * WIDTH + 2] = valueFrom;
        spans[count * WIDTH + 3] = lexer.at();
        count++;
        lexer.expect(quote, "");
    }

    private void refuseDoubled() throws Malformed {
        var names = count > FEW ? new HashSet<String>() : null;
        for (int i = 0; i < count; i++) {
            if (names == null ? isLikeOneBefore(i) : !names.add(name(i))) {
                throw doubled(i);
            }
        }
    }

    private boolean isLikeOneBefore(int index) {
        int length = spans[index * WIDTH + 1] - at(index);
        for (int i = 0; i < index; i++) {
            boolean same = spans[i * WIDTH + 1] - at(i) == length;
            if (same && text.regionMatches(at(i), text, at(index), length)) {
                return true;
            }
        }
        return false;
    }

    /** An attribute stands twice. */
    Malformed doubled(int index) {
        return new Lexer(text, at(index)).fault("an attribute stands twice in one element");
    }

    /** How many. */
    int count() {
        return count;
    }

    /** Which one has a name with prefix as it is written; -1: none. */
    int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNamed(int index, String name) {
        return spans[index * WIDTH + 1] - at(index) == name.length()
                && text.startsWith(name, at(index));
    }

    /** With its prefix. */
    String name(int index) {
        return text.substring(at(index), spans[index * WIDTH + 1]);
    }

    /** Whether it declares a namespace. */
    boolean declares(int index) {
        int from = at(index);
        int length = spans[index * WIDTH + 1] - from;
        return text.startsWith("xmlns", from) && (length == 5 || text.charAt(from + 5) == ':');
    }

    /** The prefix that it declares. */
    String declared(int index) {
        var name = name(index);
        return name.length() == 5 ? "" : name.substring(6);
    }

    /** Whether its name has a prefix. */
    boolean isPrefixed(int index) {
        int colon = text.indexOf(':', at(index));
        return colon >= 0 && colon < spans[index * WIDTH + 1];
    }

    /** As it stands between the quotation marks. */
    String raw(int index) {
        return text.substring(spans[index * WIDTH + 2], spans[index * WIDTH + 3]);
    }

    /** The value. */
    String value(int index) {
        return References.attribute(text, spans[index * WIDTH + 2], spans[index * WIDTH + 3]);
    }

    /** What stands around the value. */
    char quote(int index) {
        return text.charAt(spans[index * WIDTH + 3]);
    }

    /** The character in the tag's text where the name begins. */
    int at(int index) {
        return spans[index * WIDTH];
    }

    /** The tag with another raw value. */
    String with(int index, String raw) {
        return before(spans[index * WIDTH + 2]) + raw + behind(spans[index * WIDTH + 3]);
    }

    /** The tag without an attribute and the white space before it. */
    String without(int index) {
        int from = at(index);
        while (Chars.isSpace(text.charAt(from - 1))) {
            from--;
        }
        return before(from) + behind(spans[index * WIDTH + 3] + 1);
    }

    /** The tag with attributes, written out, behind those that are there. */
    String plus(String more) {
        return before(end()) + more + behind(end());
    }

    /** Behind the last one. */
    private int end() {
        return count == 0 ? behindName : spans[count * WIDTH - 1] + 1;
    }

    /** The tag up to a character. */
    private String before(int to) {
        return text.substring(text.lastIndexOf('<', behindName), to);
    }

    /** The tag from a character on. */
    private String behind(int from) {
        return text.substring(from, text.indexOf('>', end()) + 1);
    }
}

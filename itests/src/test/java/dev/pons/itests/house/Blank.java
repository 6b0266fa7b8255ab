package dev.pons.itests.house;

/** Blanks what is no code in a Java source, keeping length and lines. */
final class Blank {

    private final char[] text;
    private int at;

    private Blank(String text) {
        this.text = text.toCharArray();
    }

    /** Comments, texts, text blocks and characters become spaces between their quotes. */
    static String commentsAndTexts(String text) {
        var blank = new Blank(text);
        while (blank.at < blank.text.length) {
            blank.step();
        }
        return new String(blank.text);
    }

    private void step() {
        if (sees("//")) {
            blankTo("\n", 0);
        } else if (sees("/*")) {
            blankTo("*/", 2);
        } else if (sees("\"\"\"")) {
            inside("\"\"\"");
        } else if (sees("\"")) {
            inside("\"");
        } else if (sees("'")) {
            inside("'");
        } else {
            at++;
        }
    }

    private boolean sees(String words) {
        return at + words.length() <= text.length
                && new String(text, at, words.length()).equals(words);
    }

    private void blankTo(String end, int more) {
        while (at < text.length && !sees(end)) {
            blankOne();
        }
        for (var i = 0; i < more && at < text.length; i++) {
            blankOne();
        }
    }

    private void inside(String quote) {
        at += quote.length();
        while (at < text.length && !sees(quote)) {
            if (text[at] == '\\') {
                blankOne();
            }
            blankOne();
        }
        at = Math.min(text.length, at + quote.length());
    }

    private void blankOne() {
        if (at < text.length) {
            text[at] = text[at] == '\n' ? '\n' : ' ';
            at++;
        }
    }
}

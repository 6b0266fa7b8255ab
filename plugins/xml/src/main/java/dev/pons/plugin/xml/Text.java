package dev.pons.plugin.xml;

/** Character data with its references and CDATA sections, up to the next other markup. */
final class Text extends Item {

    Text(String source, int from, int to) {
        super(source, from, to);
    }

    static Text of(String raw) {
        return new Text(raw, 0, raw.length());
    }

    /** Puts other data in its place. */
    void become(String raw) {
        source = raw;
        from = 0;
        to = raw.length();
    }

    String raw() {
        return source.substring(from, to);
    }

    /** White space only, as it is written. */
    boolean isBlank() {
        return Chars.isBlank(source, from, to);
    }

    /** White space that puts what follows it on a line of its own. */
    boolean isIndentation() {
        int end = source.indexOf('\n', from);
        return end >= 0 && end < to && isBlank();
    }

    @Override
    void write(StringBuilder out) {
        out.append(source, from, to);
    }
}

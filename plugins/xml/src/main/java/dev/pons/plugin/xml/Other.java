package dev.pons.plugin.xml;

/**
 * A comment, a processing instruction or the XML declaration: kept, and not seen by any path (but
 * for its place).
 */
final class Other extends Item {

    Other(String source, int from, int to) {
        super(source, from, to);
    }

    @Override
    void write(StringBuilder out) {
        out.append(source, from, to);
    }
}

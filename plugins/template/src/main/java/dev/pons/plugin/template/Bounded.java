package dev.pons.plugin.template;

import java.io.IOException;
import java.io.Writer;

/** Text up to a number of characters. */
final class Bounded extends Writer {

    private final long largest;
    private final StringBuilder text = new StringBuilder();
    private boolean full;

    Bounded(long largest) {
        this.largest = largest;
    }

    /** More was written than may be. */
    boolean full() {
        return full;
    }

    @Override
    public void write(char[] more, int from, int length) throws IOException {
        if (text.length() + (long) length > largest) {
            full = true;
            throw new IOException("the result is too long");
        }
        text.append(more, from, length);
    }

    @Override
    public void flush() {
        // it is all here
    }

    @Override
    public void close() {
        // nothing to release
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package dev.pons.core.config;

/** A place in a file; line and column count from 1, 0 means the whole file. */
public record Mark(String file, int line, int column) {

    /** The whole file. */
    public static Mark whole(String file) {
        return new Mark(file, 0, 0);
    }

    /** {@code adt.yaml:12:5}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}

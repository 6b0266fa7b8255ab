package dev.pons.core.config;

import java.util.Optional;
import java.util.function.Function;

/** Reads a channel file. Pure: includes are asked of a function. */
public final class ChannelReader {

    private ChannelReader() {}

    /**
     * Reads one. {@code include} gives the text of a file named by {@code include:}, or empty. The
     * result is empty when there are faults; they are all said.
     */
    public static Optional<ChannelFile> read(
            String file, String text, Function<String, Optional<String>> include, Faults faults) {
        throw new UnsupportedOperationException();
    }
}

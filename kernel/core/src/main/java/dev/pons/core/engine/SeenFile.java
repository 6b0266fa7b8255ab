package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A channel's file as it was seen last.
 *
 * @param include text of a file that it includes
 * @param who put it there; empty: nobody knows
 * @param file empty: it cannot be read
 * @param problems why it does not run as it is
 */
record SeenFile(
        String text,
        Function<String, Optional<String>> include,
        String who,
        Optional<ChannelFile> file,
        List<String> problems) {

    /** Not seen yet. */
    static final SeenFile NONE = nothing();

    /** Taken away. */
    static final SeenFile GONE = nothing();

    private static SeenFile nothing() {
        return new SeenFile("", name -> Optional.empty(), "", Optional.empty(), List.of());
    }

    /** There is no file now. */
    boolean none() {
        return this == NONE || this == GONE;
    }

    SeenFile with(List<String> why) {
        return new SeenFile(text, include, who, file, why);
    }

    /** The first problem, and how many more there are. */
    String inOneLine(String channel) {
        int more = problems.size() - 1;
        return problems.get(0)
                + (more > 0 ? " (and " + more + " more; type channel:show " + channel + ")" : "");
    }
}

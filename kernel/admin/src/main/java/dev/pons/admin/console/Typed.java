package dev.pons.admin.console;

import dev.pons.admin.door.DoorException;
import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import java.io.IOException;
import java.util.List;

/**
 * A command that takes a fixed number of words.
 *
 * @param count of words behind its name
 */
record Typed(String name, String description, String usage, int count, Doing doing)
        implements ConsoleCommand {

    /** What it does. */
    @FunctionalInterface
    interface Doing {

        /** The exit code. */
        int run(Console console, List<String> words) throws IOException;
    }

    @Override
    public int run(Console console, List<String> words) throws IOException {
        if (words.size() != count) {
            throw new IllegalArgumentException(
                    count == 0 ? "no words behind " + name : "not so many words: " + words.size());
        }
        try {
            return doing.run(console, words);
        } catch (DoorException e) {
            console.err().println(e.getMessage());
            return 1;
        }
    }
}

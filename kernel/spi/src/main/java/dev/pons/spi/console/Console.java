package dev.pons.spi.console;

import org.osgi.annotation.versioning.ProviderType;

import java.io.InputStream;
import java.io.PrintStream;

/** Where one call of a {@link ConsoleCommand} reads and prints. For its thread. */
@ProviderType
public interface Console {

    /** What it has to say. */
    PrintStream out();

    /** Why it cannot. */
    PrintStream err();

    /**
     * What is typed, each key at once; a script's input where nobody types. {@code available} tells
     * what can be read without waiting.
     */
    InputStream keys();

    /** Who uses it, for the record: {@code local:ann}. */
    default String user() {
        return "";
    }

    /** A person types, at a terminal. */
    boolean isTerminal();

    /** Whether the terminal shows what is typed; it does so again when the command has ended. */
    void echo(boolean on);
}

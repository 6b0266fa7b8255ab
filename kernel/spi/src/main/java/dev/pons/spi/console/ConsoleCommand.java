package dev.pons.spi.console;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * A command that a plugin adds to the console. Publish one OSGi service per command. It is there
 * while the plugin is; where two have one name, the one that came first counts.
 */
@ConsumerType
public interface ConsoleCommand {

    /** As it is typed: {@code serial:list}, with the plugin's type in front. */
    String name();

    /** One line, for {@code help}. */
    String description();

    /** How it is typed, with what it understands: more than one line where that is needed. */
    String usage();

    /**
     * Does it, on the session's thread, which is interrupted when the person leaves or presses
     * Ctrl-C. An {@code IllegalArgumentException} says what was typed wrong: the console shows its
     * words and the usage.
     *
     * @param words behind the name
     * @return 0: done; 1: not possible, and the reason is on {@link Console#err}
     */
    int run(Console console, List<String> words) throws Exception;
}

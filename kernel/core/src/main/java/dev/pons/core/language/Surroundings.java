package dev.pons.core.language;

import dev.pons.core.config.References;
import dev.pons.spi.format.Format;

import java.util.Optional;

/**
 * What the language takes from outside of a channel. Any thread.
 *
 * @param format the name of the channel's format
 * @param formats all that exist, the channel's own among them
 * @param tables code tables
 * @param memory what channels remember
 * @param references secrets of the site
 * @param asks whether peers may be asked; else there is only what is recorded
 */
public record Surroundings(
        String format,
        Formats formats,
        Tables tables,
        Memory memory,
        References references,
        boolean asks) {

    /** Whose peers may be asked. */
    public Surroundings(
            String format, Formats formats, Tables tables, Memory memory, References references) {
        this(format, formats, tables, memory, references, true);
    }

    /** Formats only. */
    public static Surroundings of(String format, Formats formats) {
        return new Surroundings(
                format, formats, Tables.NONE, Memory.NONE, (kind, name) -> Optional.empty());
    }

    /** The same for messages of another format. */
    public Surroundings in(String other) {
        return new Surroundings(other, formats, tables, memory, references, asks);
    }

    /** The same, which leaves no trace and asks nobody. */
    public Surroundings forReading() {
        return new Surroundings(format, formats, tables, memory.forReading(), references, false);
    }

    /** By name; empty text: the channel's. */
    public Optional<Format> format(String name) {
        return formats.named(name.isEmpty() ? format : name);
    }
}

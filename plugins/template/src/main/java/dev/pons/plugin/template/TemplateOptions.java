package dev.pons.plugin.template;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;

import java.nio.file.Path;
import java.util.Optional;

/** Options of the step {@code template}. */
@Name("template")
@Doc("Writes a new message by a FreeMarker template")
public record TemplateOptions(
        @Doc("File with the template; a relative one is below the instance folder")
                Optional<Path> file,
        @Doc("The template itself, in place of a file; values are [=...], tags [#if ...]")
                Optional<String> text,
        @Doc("Format of the result, for which values are escaped; empty: that of the message")
                @Default("")
                String format,
        @Doc("How lines of the result end") @Default("as-written") Lines lines,
        @Doc("A result with more characters fails the message") @Range(min = 1) @Default("16MB")
                long largest) {

    /** How lines end. */
    public enum Lines {
        AS_WRITTEN,
        CR,
        CRLF,
        LF
    }
}
